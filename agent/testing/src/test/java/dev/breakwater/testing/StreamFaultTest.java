package dev.breakwater.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StreamFaultTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final FaultProvider provider = FaultProvider.start();
    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void a_slow_first_token_sends_headers_and_role_at_once() throws Exception {
        provider.answer(Fault.slowFirstToken(SHORT));
        long start = System.nanoTime();

        HttpResponse<InputStream> response = client.http()
                .send(
                        client.request(provider, "/v1/chat/completions", TestClient.chatBody(true))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        long headersNanos = System.nanoTime() - start;
        String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(headersNanos).isLessThan(SHORT.toNanos());
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(body).endsWith("data: [DONE]\n\n");
    }

    @Test
    void a_cut_stream_delivers_its_tokens_and_then_breaks() throws Exception {
        provider.byDefault(Fault.hangUpAfter(40));

        String delivered = rawAnswer(TestClient.chatBody(true));

        assertThat(delivered).contains("\" t40\"").doesNotContain("\" t41\"").doesNotEndWith("0\r\n\r\n");
        assertThatThrownBy(() -> client.chatStream(provider)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.chat(provider)).isInstanceOf(IOException.class);
        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(5)).how()).isEqualTo(Ending.How.CUT);
    }

    @Test
    void a_reset_in_the_stream_breaks_it_too() {
        provider.byDefault(Fault.cutStreamAfter(40));

        assertThatThrownBy(() -> client.chatStream(provider)).isInstanceOf(IOException.class);
    }

    @Test
    void a_truncated_stream_ends_well_formed_but_unfinished() throws Exception {
        provider.byDefault(Fault.truncatedAfter(40));

        String stream = client.chatStream(provider).body();

        assertThat(stream).contains("\" t40\"").doesNotContain("\" t41\"", "\"stop\"", "[DONE]");
        assertThat(Json.objectIn(client.chat(provider).body())).isEmpty();
    }

    @Test
    void a_stall_only_takes_time() throws Exception {
        provider.byDefault(Fault.stallAfter(20, SHORT));
        long start = System.nanoTime();

        assertThat(client.chatStream(provider).body()).contains("t60").endsWith("[DONE]\n\n");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(Json.objectIn(client.chat(provider).body())).isNotEmpty();
    }

    @Test
    void malformed_events_error_events_and_missing_end_marks_appear_where_asked() throws Exception {
        provider.answer(Fault.malformedEventAfter(20), Fault.errorEventInStream(20), Fault.noDone());

        String malformed = client.chatStream(provider).body();
        String error = client.chatStream(provider).body();
        String unmarked = client.chatStream(provider).body();

        assertThat(malformed.split("\n\n")[21]).startsWith("data: {").doesNotEndWith("}");
        assertThat(malformed).endsWith("[DONE]\n\n");
        assertThat(List.of(error.split("\n\n"))).hasSize(22).last().asString().startsWith("data: {\"error\":");
        assertThat(unmarked).contains("\"usage\":{").doesNotContain("[DONE]");
    }

    @Test
    void keep_alives_come_before_the_answer() throws Exception {
        provider.byDefault(Fault.keepAlivesOnly(Duration.ofMillis(600)));

        assertThat(client.chatStream(provider).body()).startsWith(": keep-alive\n\n: keep-alive\n\n: keep-alive\n\n");
        assertThat(client.chat(provider).body()).startsWith("\n\n\n{");
        assertThat(client.post(provider, "/v1/messages", "{\"stream\":true}").body())
                .startsWith("event: ping\n");
    }

    @Test
    void a_trickle_arrives_whole() throws Exception {
        provider.byDefault(Fault.trickle(200, Duration.ofMillis(1)));

        assertThat(client.chat(provider).body()).contains("t60");
        assertThat(client.chatStream(provider).body()).endsWith("[DONE]\n\n");
    }

    private String rawAnswer(String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", provider.port())) {
            String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length();
            socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
