import java.util.Map;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.web.client.RestClient;

/** Spring AI 1 over the clients that Spring's RestClient knows. */
final class SpringAi1 {
    public static void main(String[] arguments) throws Exception {
        // Ten sends over twenty minutes: nobody waits for more than the first of its own retries.
        RetryUtils.DEFAULT_RETRY_TEMPLATE.registerListener(new RetryListener() {
            @Override
            public <T, E extends Throwable> void onError(
                    RetryContext context, RetryCallback<T, E> callback, Throwable failure) {
                if (context.getRetryCount() == 2) {
                    throw new IllegalStateException("given up after a retry of Spring's own", failure);
                }
            }
        });
        OpenAiChatModel overJdk = model(arguments[0], new JdkClientHttpRequestFactory());
        OpenAiChatModel overApache = model(arguments[0], new HttpComponentsClientHttpRequestFactory());
        Questions.answer(Map.of("jdk", overJdk::call, "apache5", overApache::call));
    }

    private static OpenAiChatModel model(String baseUrl, ClientHttpRequestFactory client) {
        return OpenAiChatModel.builder()
                .openAiApi(OpenAiApi.builder()
                        .baseUrl(baseUrl)
                        .apiKey(Questions.KEY)
                        .restClientBuilder(RestClient.builder().requestFactory(client))
                        .build())
                .defaultOptions(OpenAiChatOptions.builder().model("gpt-test").build())
                .build();
    }
}
