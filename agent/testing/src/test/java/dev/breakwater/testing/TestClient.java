package dev.breakwater.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The few requests that these tests send, with the JDK's client. */
final class TestClient {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> chat(FaultProvider provider) throws IOException, InterruptedException {
        return post(provider, "/v1/chat/completions", chatBody(false));
    }

    HttpResponse<String> chatStream(FaultProvider provider) throws IOException, InterruptedException {
        return post(provider, "/v1/chat/completions", chatBody(true));
    }

    HttpResponse<String> post(FaultProvider provider, String path, String body)
            throws IOException, InterruptedException {
        return client.send(request(provider, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(FaultProvider provider, String path, String body) {
        return HttpRequest.newBuilder(URI.create(provider.origin() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer sk-app")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpClient http() {
        return client;
    }

    static String chatBody(boolean stream) {
        String message = "{\"role\":\"user\",\"content\":\"say \\\"stream\\\": true\"}";
        return "{\"model\":\"gpt-4.1\",\"messages\":[" + message + "]"
                + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "") + "}";
    }
}
