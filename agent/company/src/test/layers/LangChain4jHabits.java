import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** LangChain4j with what an application may have set on it. */
final class LangChain4jHabits {
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        OpenAiChatModel own = model(url)
                .customHeaders(Map.of("X-Own", "1"))
                .customQueryParams(Map.of("team", "blue"))
                .build();
        OpenAiChatModel retrying = model(url).maxRetries(1).build();
        OpenAiChatModel impatient =
                model(url).timeout(Duration.ofSeconds(3)).maxRetries(0).build();
        OpenAiChatModel logging =
                model(url).logRequests(true).logResponses(true).maxRetries(0).build();
        OpenAiStreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(url)
                .apiKey(Questions.KEY)
                .modelName("gpt-test")
                .build();
        Questions.answer(Map.of(
                "own", own::chat,
                "retrying", retrying::chat,
                "impatient", impatient::chat,
                "logging", logging::chat,
                "stream", question -> stream(streaming, question)));
    }

    private static OpenAiChatModel.OpenAiChatModelBuilder model(String url) {
        return OpenAiChatModel.builder().baseUrl(url).apiKey(Questions.KEY).modelName("gpt-test");
    }

    /** What the handler is told, in order: each piece, how it ended, and how often it has ended by then. */
    private static String stream(OpenAiStreamingChatModel model, String question) throws Exception {
        StringBuffer pieces = new StringBuffer();
        AtomicInteger ends = new AtomicInteger();
        CompletableFuture<String> end = new CompletableFuture<>();
        model.chat(question, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                pieces.append('[').append(piece).append(']');
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                end.complete(pieces + " completed " + ends.incrementAndGet() + " "
                        + response.aiMessage().text().length());
            }

            @Override
            public void onError(Throwable error) {
                end.complete(pieces + " failed " + ends.incrementAndGet() + " " + error);
            }
        });
        return end.get(60, TimeUnit.SECONDS) + " " + ends;
    }
}
