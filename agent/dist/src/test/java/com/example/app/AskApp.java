package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/**
 * An application that knows nothing of the agent. Reads "client baseUrl question" from standard input, a line each, and prints
 * what came of it, a line each. Its SDKs are as they come, but for address, key and timeout.
 */
public final class AskApp {
    private static final String KEY = "sk-application";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Map<String, OpenAIClient> OPEN_AI = new ConcurrentHashMap<>();
    private static final Map<String, ChatModel> LANG_CHAIN = new ConcurrentHashMap<>();

    private static final RestTemplate REST_TEMPLATE = restTemplate();

    private AskApp() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 3);
            System.out.println(answer(words[0], words[1], words[2]));
        }
    }

    private static String answer(String client, String baseUrl, String question) {
        try {
            return "OK " + ask(client, baseUrl, question);
        } catch (OpenAIServiceException e) {
            return "FAILED " + e.statusCode() + " " + e.body().toString().replace('\n', ' ');
        } catch (Exception e) {
            return "FAILED " + e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private static String ask(String client, String baseUrl, String question) {
        return switch (client) {
            case "openai-java" -> openAi(baseUrl, question);
            case "openai-java-stream" -> openAiStream(baseUrl, question);
            case "langchain4j" -> langChain(baseUrl).chat(question);
            case "rest-template" -> restTemplate(baseUrl, question);
            default -> throw new IllegalArgumentException(client);
        };
    }

    private static OpenAIClient client(String baseUrl) {
        return OPEN_AI.computeIfAbsent(
                baseUrl,
                url -> OpenAIOkHttpClient.builder()
                        .baseUrl(url)
                        .apiKey(KEY)
                        .timeout(TIMEOUT)
                        .build());
    }

    private static ChatModel langChain(String baseUrl) {
        return LANG_CHAIN.computeIfAbsent(
                baseUrl,
                url -> OpenAiChatModel.builder()
                        .baseUrl(url)
                        .apiKey(KEY)
                        .modelName("gpt-test")
                        .timeout(TIMEOUT)
                        .build());
    }

    private static ChatCompletionCreateParams params(String question) {
        return ChatCompletionCreateParams.builder()
                .model("gpt-test")
                .addUserMessage(question)
                .build();
    }

    private static String openAi(String baseUrl, String question) {
        return client(baseUrl)
                .chat()
                .completions()
                .create(params(question))
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
    }

    private static String openAiStream(String baseUrl, String question) {
        ChatCompletionAccumulator answer = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client(baseUrl).chat().completions().createStreaming(params(question))) {
            chunks.stream().forEach(answer::accumulate);
        }
        return answer.chatCompletion().choices().get(0).message().content().orElseThrow();
    }

    /** As Spring's users have it who call without an SDK: over {@code HttpURLConnection}. */
    private static String restTemplate(String baseUrl, String question) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setBearerAuth(KEY);
        String body = """
                {"model": "gpt-test", "messages": [{"role": "user", "content": "%s"}]}""".formatted(question);
        return REST_TEMPLATE
                .postForObject(baseUrl + "/chat/completions", new HttpEntity<>(body, headers), String.class)
                .replace('\n', ' ');
    }

    private static RestTemplate restTemplate() {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        factory.setReadTimeout(TIMEOUT);
        return new RestTemplate(factory);
    }
}
