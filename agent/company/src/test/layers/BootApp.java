import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** A Spring Boot application with OkHttp and RestClient, which has the JDK's client beneath. */
public class BootApp {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(BootApp.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments);
    }

    @Bean
    CommandLineRunner questions() {
        return arguments -> {
            String url = arguments[0] + "/chat/completions";
            OkHttpClient okhttp = new OkHttpClient();
            RestClient rest = RestClient.create();
            Questions.answer(Map.of(
                    "loader", question -> OkHttpClient.class.getClassLoader().getClass().getName(),
                    "okhttp", question -> okhttp(okhttp, url, question),
                    "rest-client", question -> rest(rest, url, question)));
        };
    }

    private static String okhttp(OkHttpClient client, String url, String question) throws Exception {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + Questions.KEY)
                .post(RequestBody.create(Questions.chat(question), MediaType.get("application/json")))
                .build();
        try (Response response = client.newCall(request).execute()) {
            String body = response.body().string();
            if (response.code() != 200) {
                throw new IllegalStateException(response.code() + " " + body);
            }
            return body;
        }
    }

    private static String rest(RestClient client, String url, String question) {
        return client.post()
                .uri(url)
                .header("Authorization", "Bearer " + Questions.KEY)
                .header("Content-Type", "application/json")
                .body(Questions.chat(question))
                .retrieve()
                .body(String.class);
    }
}
