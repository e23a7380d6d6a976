package dev.breakwater.wall.foreign;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;

/** LangChain4j's models of OpenAI over the JDK's client, which they take by themselves. */
final class LangChainCalls {
    private static final String KEY = "sk-application";
    private static final ChatRequest QUESTION = ChatRequest.builder()
            .messages(SystemMessage.from("You are terse."), UserMessage.from("Hello"))
            .build();

    private LangChainCalls() {}

    static void all(String baseUrl) {
        OpenAiChatModel plain = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(KEY)
                .modelName("gpt-4.1")
                .build();
        OpenAiStreamingChatModel streamed = OpenAiStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(KEY)
                .modelName("gpt-4.1")
                .build();
        ForeignCalls.tell("plain", () -> told(plain.chat(QUESTION)));
        ForeignCalls.tell("streamed", () -> told(read(streamed)));
    }

    private static ChatResponse read(OpenAiStreamingChatModel model) {
        StringBuffer pieces = new StringBuffer();
        CompletableFuture<ChatResponse> end = new CompletableFuture<>();
        model.chat(QUESTION, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                pieces.append(piece);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                end.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                end.completeExceptionally(error);
            }
        });
        ChatResponse whole = end.join();
        if (!whole.aiMessage().text().contentEquals(pieces)) {
            throw new IllegalStateException("the pieces make \"" + pieces + '"');
        }
        return whole;
    }

    private static String told(ChatResponse response) {
        return response.aiMessage().text()
                + '|'
                + response.modelName()
                + '|'
                + response.finishReason()
                + '|'
                + response.tokenUsage().inputTokenCount()
                + '+'
                + response.tokenUsage().outputTokenCount();
    }
}
