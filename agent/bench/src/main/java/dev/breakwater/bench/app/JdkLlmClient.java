package dev.breakwater.bench.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The JDK's client, over HTTP/1.1. */
final class JdkLlmClient implements LlmClient {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;

    private final String[] header;

    /** @param header a name and a value; an empty name for none */
    JdkLlmClient(String baseUrl, String[] header) {
        this.header = header;
        url = URI.create(baseUrl + "/chat/completions");
    }

    @Override
    public byte[] plain() throws Exception {
        return checked(client.send(request(""), BodyHandlers.ofByteArray())).body();
    }

    @Override
    public void stream(String asked, Consumer<String> line) throws Exception {
        HttpResponse<InputStream> response = checked(client.send(request(asked), BodyHandlers.ofInputStream()));
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                line.accept(next);
            }
        }
    }

    private HttpRequest request(String more) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url)
                .header("authorization", "Bearer sk-bench")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(REQUEST.formatted(more)));
        if (!header[0].isEmpty()) {
            builder.header(header[0], header[1]);
        }
        return builder.build();
    }

    private static <T> HttpResponse<T> checked(HttpResponse<T> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response;
    }
}
