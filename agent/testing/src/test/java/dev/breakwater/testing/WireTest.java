package dev.breakwater.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WireTest {

    private final FaultProvider provider = FaultProvider.start();
    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void one_connection_serves_many_requests() throws Exception {
        client.chat(provider);
        client.chatStream(provider);
        client.chat(provider);

        assertThat(provider.hits()).extracting(Hit::connectionId).containsExactly(1, 1, 1);
        assertThat(provider.connectionCount()).isEqualTo(1);
    }

    @Test
    void a_hit_keeps_what_arrived() throws Exception {
        client.post(provider, "/v1/chat/completions?api-version=7", TestClient.chatBody(true));

        Hit hit = provider.lastHit();
        assertThat(hit.method()).isEqualTo("POST");
        assertThat(hit.path()).isEqualTo("/v1/chat/completions?api-version=7");
        assertThat(hit.headers().get("content-TYPE")).containsExactly("application/json");
        assertThat(hit.bodyText()).isEqualTo(TestClient.chatBody(true));
        assertThat(hit.model()).isEqualTo("gpt-4.1");
        assertThat(hit.key()).isEqualTo("sk-app");
        assertThat(hit.streamed()).isTrue();
        assertThat(hit.awaitEnd(Duration.ofSeconds(5)).how()).isEqualTo(Ending.How.ANSWERED);
    }

    @Test
    void model_and_key_are_found_in_paths_and_queries_too() throws Exception {
        client.post(provider, "/openai/deployments/gpt-41-eu/chat/completions", "{}");
        Hit azure = provider.lastHit();
        HttpRequest gemini = HttpRequest.newBuilder(
                        client.request(provider, "/v1beta/models/gemini-3-pro:generateContent?key=g-1", "{}")
                                .build(),
                        (name, value) -> !name.equalsIgnoreCase("Authorization"))
                .build();
        client.http().send(gemini, HttpResponse.BodyHandlers.discarding());

        assertThat(azure.model()).isEqualTo("gpt-41-eu");
        assertThat(provider.lastHit().model()).isEqualTo("gemini-3-pro");
        assertThat(provider.lastHit().key()).isEqualTo("g-1");
    }

    @Test
    void chunked_uploads_and_expect_continue_are_understood() throws Exception {
        String body = TestClient.chatBody(false);
        HttpRequest chunked = client.request(provider, "/v1/chat/completions", "")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)))
                .expectContinue(true)
                .build();

        HttpResponse<String> response = client.http().send(chunked, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(provider.lastHit().bodyText()).isEqualTo(body);
    }

    @Test
    void eight_mebibytes_of_prompt_arrive_whole() throws Exception {
        String prompt = "x".repeat(8 * 1024 * 1024);

        client.post(provider, "/v1/chat/completions", "{\"messages\":[\"" + prompt + "\"],\"model\":\"gpt-4.1\"}");

        assertThat(provider.lastHit().body()).hasSizeGreaterThan(8 * 1024 * 1024);
        assertThat(provider.lastHit().model()).isEqualTo("gpt-4.1");
    }

    @Test
    void the_script_comes_before_the_default_and_reset_forgets_both() throws Exception {
        provider.answer(Fault.error500(), Fault.none()).byDefault(Fault.unavailable503());

        List<Integer> statuses = List.of(
                client.chat(provider).statusCode(),
                client.chat(provider).statusCode(),
                client.chat(provider).statusCode());
        provider.reset();

        assertThat(statuses).containsExactly(500, 200, 503);
        assertThat(provider.hitCount()).isZero();
        assertThat(client.chat(provider).statusCode()).isEqualTo(200);
    }

    @Test
    void a_client_that_goes_away_in_the_middle_is_noticed() throws Exception {
        provider.tokenEvery(Duration.ofMillis(50));
        HttpRequest request = client.request(provider, "/v1/chat/completions", TestClient.chatBody(true))
                .build();

        HttpResponse<InputStream> response = client.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();

        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(5)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @Test
    void hits_can_be_awaited_for_a_bounded_time() throws Exception {
        provider.byDefault(Fault.silence());
        client.http()
                .sendAsync(
                        client.request(provider, "/v1/chat/completions", "{}").build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(provider.awaitHits(1, Duration.ofSeconds(5))).isTrue();
        assertThat(provider.awaitHits(2, Duration.ofMillis(50))).isFalse();
    }

    @Test
    void connections_can_be_refused_for_a_while() throws Exception {
        provider.refuseConnections();

        assertThatThrownBy(() -> new Socket("127.0.0.1", provider.port())).isInstanceOf(ConnectException.class);

        provider.close();
        FaultProvider.start(provider.port()).close();
    }

    @Test
    void closing_ends_exchanges_and_refuses_new_connections() throws Exception {
        provider.byDefault(Fault.silence());
        try (Socket socket = new Socket("127.0.0.1", provider.port())) {
            socket.getOutputStream()
                    .write("GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(provider.awaitHits(1, Duration.ofSeconds(5))).isTrue();

            provider.close();

            assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(5)).how()).isEqualTo(Ending.How.PROVIDER_CLOSED);
            assertThat(readQuietly(socket.getInputStream())).isEqualTo(-1);
            assertThatThrownBy(() -> new Socket("127.0.0.1", provider.port())).isInstanceOf(ConnectException.class);
        }
    }

    /** A reset counts as an end here. */
    private static int readQuietly(InputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }
}
