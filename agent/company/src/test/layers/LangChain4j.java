import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** LangChain4j over the JDK's client, which it takes by itself. */
final class LangChain4j {
    public static void main(String[] arguments) throws Exception {
        OpenAiChatModel plain = OpenAiChatModel.builder()
                .baseUrl(arguments[0])
                .apiKey(Questions.KEY)
                .modelName("gpt-test")
                .build();
        OpenAiStreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(arguments[0])
                .apiKey(Questions.KEY)
                .modelName("gpt-test")
                .build();
        Questions.answer(Map.of("plain", plain::chat, "stream", question -> stream(streaming, question)));
    }

    private static String stream(OpenAiStreamingChatModel model, String question) throws Exception {
        CompletableFuture<ChatResponse> end = new CompletableFuture<>();
        model.chat(question, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {}

            @Override
            public void onCompleteResponse(ChatResponse response) {
                end.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                end.completeExceptionally(error);
            }
        });
        return end.get().aiMessage().text();
    }
}
