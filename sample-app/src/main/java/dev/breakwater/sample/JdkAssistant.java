package dev.breakwater.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** No SDK at all: the JDK's HTTP client and a JSON library. Nothing is ever tried twice. */
@Component("jdk http client")
final class JdkAssistant implements Assistant {

    private final HttpClient client = HttpClient.newHttpClient();
    private final LlmProperties llm;
    private final JsonMapper json;

    JdkAssistant(LlmProperties llm, JsonMapper json) {
        this.llm = llm;
        this.json = json;
    }

    @Override
    public String answer(String question, String model) {
        HttpResponse<String> response = send(question, model);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the provider answered " + response.statusCode());
        }
        return json.readTree(response.body()).at("/choices/0/message/content").asString();
    }

    private HttpResponse<String> send(String question, String model) {
        Map<String, Object> body =
                Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", question)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl() + "/chat/completions"))
                .timeout(llm.timeout())
                .header("Authorization", "Bearer " + llm.apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
