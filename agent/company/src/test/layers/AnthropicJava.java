import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import java.util.Map;

/** Anthropic's SDK, which has a client of OkHttp's. */
final class AnthropicJava {
    public static void main(String[] arguments) throws Exception {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(arguments[0])
                .apiKey(Questions.KEY)
                .build();
        Questions.answer(Map.of(
                "plain", question -> text(client.messages().create(params(question))),
                "stream", question -> stream(client, question)));
    }

    private static MessageCreateParams params(String question) {
        return MessageCreateParams.builder()
                .model("claude-test")
                .maxTokens(200)
                .addUserMessage(question)
                .build();
    }

    private static String stream(AnthropicClient client, String question) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (var events = client.messages().createStreaming(params(question))) {
            events.stream().forEach(whole::accumulate);
        }
        return text(whole.message());
    }

    private static String text(Message message) {
        return message.content().get(0).asText().text();
    }
}
