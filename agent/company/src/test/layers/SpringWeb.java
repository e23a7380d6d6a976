import java.util.Map;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Spring's RestClient and RestTemplate over the JDK's client, Apache HttpClient 5 and RestTemplate's default. */
final class SpringWeb {
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0] + "/chat/completions";
        ClientHttpRequestFactory jdk = new JdkClientHttpRequestFactory();
        ClientHttpRequestFactory apache = new HttpComponentsClientHttpRequestFactory();
        Questions.answer(Map.of(
                "client-jdk", question -> client(jdk, url, question),
                "client-apache5", question -> client(apache, url, question),
                "template-jdk", question -> template(jdk, url, question),
                "template-apache5", question -> template(apache, url, question),
                "template-default", question -> template(new SimpleClientHttpRequestFactory(), url, question)));
    }

    private static String client(ClientHttpRequestFactory transport, String url, String question) {
        return RestClient.builder()
                .requestFactory(transport)
                .build()
                .post()
                .uri(url)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Questions.KEY)
                .body(Questions.chat(question))
                .retrieve()
                .body(String.class);
    }

    private static String template(ClientHttpRequestFactory transport, String url, String question) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setBearerAuth(Questions.KEY);
        return new RestTemplate(transport)
                .postForObject(url, new HttpEntity<>(Questions.chat(question), headers), String.class);
    }
}
