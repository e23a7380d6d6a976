package dev.breakwater.wall.app;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

final class LangChainChat implements Chat {
    private final String baseUrl;
    private final String key;

    LangChainChat(String baseUrl, String key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    @Override
    public Told plain() {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName(MODEL)
                .build();
        return told(model.chat(question()));
    }

    @Override
    public Told streamed() throws Exception {
        OpenAiStreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName(MODEL)
                .build();
        Reading reading = new Reading();
        model.chat(question(), reading);
        try {
            Told told = told(reading.end.get());
            checkPieces(told.text(), String.join("", reading.pieces));
            return told;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    private static ChatRequest question() {
        return ChatRequest.builder().messages(UserMessage.from(QUESTION)).build();
    }

    private static Told told(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        boolean counted = usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null;
        String text = response.aiMessage().text();
        return new Told(
                text == null ? "" : text,
                response.modelName() == null ? "" : response.modelName(),
                counted ? usage.inputTokenCount() : -1,
                counted ? usage.outputTokenCount() : -1,
                response.finishReason() == null ? "" : response.finishReason().toString());
    }

    /** What the SDK put together must be what it handed out piece by piece. */
    private static void checkPieces(String whole, String pieces) {
        if (!whole.equals(pieces)) {
            throw new IllegalStateException("the answer is \"" + whole + "\", but its pieces make \"" + pieces + '"');
        }
    }

    private static final class Reading implements StreamingChatResponseHandler {
        private final Queue<String> pieces = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            pieces.add(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }
    }
}
