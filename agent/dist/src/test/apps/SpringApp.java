import java.util.Scanner;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/** Streams with Spring AI (Reactor Netty beneath) or asks with WebClient on the JDK's client, as each line of its input says. */
public final class SpringApp {
    public static void main(String[] arguments) {
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            String[] words = lines.nextLine().split(" ");
            try {
                String answer = words[0].equals("spring-ai") ? streamed(words[1]) : plain(words[1]);
                System.out.println("OK " + answer.replace('\n', ' '));
            } catch (RuntimeException | Error failure) {
                System.out.println("FAILED " + failure.toString().replace('\n', ' '));
            }
        }
    }

    private static String streamed(String baseUrl) {
        OpenAiApi api = OpenAiApi.builder()
                .baseUrl(baseUrl.substring(0, baseUrl.length() - "/v1".length()))
                .apiKey("sk-application")
                .build();
        OpenAiChatModel model = OpenAiChatModel.builder()
                .openAiApi(api)
                .defaultOptions(OpenAiChatOptions.builder().model("m-1").build())
                .build();
        return String.join("", model.stream("Hi").collectList().block());
    }

    private static String plain(String baseUrl) {
        return WebClient.builder()
                .clientConnector(new JdkClientHttpConnector())
                .build()
                .post()
                .uri(baseUrl + "/chat/completions")
                .header("Authorization", "Bearer sk-application")
                .header("Content-Type", "application/json")
                .bodyValue("{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .retrieve()
                .bodyToMono(String.class)
                .block();
    }
}
