package dev.breakwater.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final FaultProvider provider = FaultProvider.start();
    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void rate_limits_advise_in_seconds_in_milliseconds_or_not_at_all() throws Exception {
        provider.answer(
                Fault.rateLimited(Duration.ofMillis(1500)),
                Fault.retryAfterMs(Duration.ofMillis(1500)),
                Fault.rateLimited(null));

        HttpResponse<String> seconds = client.chat(provider);
        HttpResponse<String> millis = client.chat(provider);
        HttpResponse<String> none = client.chat(provider);

        assertThat(seconds.headers().firstValue("retry-after")).hasValue("2");
        assertThat(millis.headers().firstValue("retry-after-ms")).hasValue("1500");
        assertThat(none.headers().map()).doesNotContainKeys("retry-after", "retry-after-ms");
        assertThat(none.statusCode()).isEqualTo(429);
    }

    @Test
    void errors_come_in_the_shape_of_the_api_that_was_called() throws Exception {
        provider.byDefault(Fault.quotaExhausted());

        String openAi = client.chat(provider).body();
        String anthropic = client.post(provider, "/v1/messages", "{}").body();
        String gemini =
                client.post(provider, "/v1beta/models/g:generateContent", "{}").body();

        assertThat(openAi).contains("\"type\":\"insufficient_quota\"");
        assertThat(anthropic).contains("\"rate_limit_error\"", "\"enforced_spend_limit_reached\"");
        assertThat(gemini).contains("\"RESOURCE_EXHAUSTED\"", "PerDay");
    }

    @Test
    void statuses_are_those_of_the_problem() throws Exception {
        provider.answer(
                Fault.error500(),
                Fault.unavailable503(),
                Fault.overloaded529(),
                Fault.badKey(),
                Fault.badRequest("context_length_exceeded"),
                Fault.modelNotFound(),
                Fault.htmlError());
        int[] statuses = new int[7];
        for (int n = 0; n < statuses.length; n++) {
            statuses[n] = client.chat(provider).statusCode();
        }

        assertThat(statuses).containsExactly(500, 503, 529, 401, 400, 404, 502);
    }

    @Test
    void a_reset_is_a_reset_and_not_an_end_of_stream() throws Exception {
        provider.answer(Fault.resetBeforeHeaders());

        try (Socket socket = new Socket("127.0.0.1", provider.port())) {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_close_before_headers_is_an_end_of_stream() throws Exception {
        provider.answer(Fault.closedBeforeHeaders());

        try (Socket socket = new Socket("127.0.0.1", provider.port())) {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void silence_lasts_until_the_client_gives_up() throws Exception {
        provider.byDefault(Fault.silence());

        assertThatThrownBy(() -> client.http()
                        .send(
                                client.request(provider, "/v1/chat/completions", "{}")
                                        .timeout(SHORT)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(5)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @Test
    void slow_headers_delay_everything() throws Exception {
        provider.answer(Fault.slowHeaders(SHORT));
        long start = System.nanoTime();

        assertThat(client.chat(provider).statusCode()).isEqualTo(200);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void a_compressed_error_says_so() throws Exception {
        provider.answer(Fault.gzipError());

        HttpResponse<byte[]> response = client.http()
                .send(
                        client.request(provider, "/v1/chat/completions", "{}").build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).contains("server_is_overloaded");
    }

    @Test
    void a_wrong_content_length_is_an_error_to_the_client() {
        provider.byDefault(Fault.wrongContentLength());

        assertThatThrownBy(() -> client.chat(provider)).isInstanceOf(IOException.class);
    }

    @Test
    void hanging_up_after_the_answer_costs_the_connection_only() throws Exception {
        provider.answer(Fault.hangUpAfterAnswer());

        assertThat(client.chat(provider).body()).contains("t60");
        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(5)).how()).isEqualTo(Ending.How.CUT);
        assertThat(client.chat(provider).body()).contains("t60");
        assertThat(provider.connectionCount()).isEqualTo(2);
    }

    @Test
    void conditions_choose_between_fault_and_health() throws Exception {
        String prefixed = "{\"messages\":[{\"role\":\"assistant\",\"content\":\"one\"}]}";
        provider.answer(
                Fault.keyedBy("sk-app"),
                Fault.keyedBy("sk-other"),
                Fault.refusesAssistantPrefix(),
                Fault.refusesAssistantPrefix());
        int[] statuses = {
            client.chat(provider).statusCode(),
            client.chat(provider).statusCode(),
            client.chat(provider).statusCode(),
            client.post(provider, "/v1/chat/completions", prefixed).statusCode()
        };

        assertThat(Arrays.stream(statuses).boxed()).containsExactly(200, 401, 200, 400);
    }

    @Test
    void a_fault_of_limited_duration_starts_with_its_first_victim_and_ends() throws Exception {
        provider.byDefault(Fault.forDuration(Fault.unavailable503(), SHORT));
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();

        assertThat(client.chat(provider).statusCode()).isEqualTo(503);
        int status = 503;
        while (status == 503 && System.nanoTime() < deadline) {
            status = client.chat(provider).statusCode();
        }

        assertThat(status).isEqualTo(200);
        long fault = provider.lastHit().arrivedNanos() - provider.hits().get(0).arrivedNanos();
        assertThat(fault).isGreaterThan(SHORT.toNanos());
    }
}
