package dev.breakwater.wall.soak.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Spring's WebClient with Reactor Netty. */
final class WebClientAsker implements Asker {
    private final ConnectionProvider connections = ConnectionProvider.create("soak", SoakApplication.MAX_CALLERS);
    private final WebClient client = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
            .build();

    @Override
    public String ask(String url, String json) throws IOException, InterruptedException {
        byte[] answer = Waiting.on(client.post()
                .uri(url)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Authorization", "Bearer " + SoakApplication.KEY)
                .bodyValue(json)
                .retrieve()
                .bodyToMono(byte[].class)
                .toFuture());
        if (answer == null) {
            throw new IOException("an answer without a body");
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(10));
    }
}
