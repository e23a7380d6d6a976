import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import java.util.Map;

/** Google's SDK, which has a client of OkHttp's. */
final class GoogleGenAi {
    public static void main(String[] arguments) throws Exception {
        Client client = Client.builder()
                .apiKey(Questions.KEY)
                .httpOptions(HttpOptions.builder().baseUrl(arguments[0]).build())
                .build();
        Questions.answer(Map.of(
                "plain", question -> client.models.generateContent("gemini-test", question, null).text(),
                "stream", question -> stream(client, question)));
    }

    private static String stream(Client client, String question) {
        StringBuilder text = new StringBuilder();
        try (ResponseStream<GenerateContentResponse> parts =
                client.models.generateContentStream("gemini-test", question, null)) {
            parts.forEach(part -> text.append(part.text()));
        }
        return text.toString();
    }
}
