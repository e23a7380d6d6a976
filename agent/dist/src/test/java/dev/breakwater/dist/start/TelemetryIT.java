package dev.breakwater.dist.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.TracedApp;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.dist.otel.OtlpCollector;
import dev.breakwater.dist.start.Fork.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM with the real jar, alone and beside the OpenTelemetry Java agent. */
final class TelemetryIT {
    private static final String ANSWER = "{\"id\":\"chatcmpl-7\",\"model\":\"gpt-4.1-2025-04-14\",\"choices\":[{"
            + "\"message\":{\"content\":\"four\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":12}}";
    private static final Path OTEL_AGENT = Path.of("target", "opentelemetry-agent", "opentelemetry-javaagent.jar");

    @TempDir
    Path directory;

    private HttpServer provider;
    private OtlpCollector collector;
    private String url;
    private Path policy;

    @BeforeEach
    void start() throws Exception {
        collector = new OtlpCollector();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("content-type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        provider.start();
        url = "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
        policy = Files.writeString(
                directory.resolve("breakwater.yaml"),
                "upstreams:\n  trial:\n    base-url: " + url + "\n    dialect: openai\n");
    }

    @AfterEach
    void stop() {
        provider.stop(0);
        collector.close();
    }

    private Ended ask(String endpoint, String... agents) {
        return Fork.java(Path.of(System.getProperty("java.home")), agents)
                .with(TracedApp.class.getName(), url, "2")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
                .env("OTEL_LOGS_EXPORTER", "none")
                .run();
    }

    private String breakwater() {
        return "-javaagent:" + TrialJar.REAL + "=" + policy;
    }

    @Test
    void a_short_lived_jvm_delivers_every_call_before_it_ends() throws Exception {
        Ended result = ask(collector.endpoint(), breakwater());

        assertThat(result.out()).isEqualTo("200\n200\n");
        List<Span> spans = collector.spans(got -> got.size() >= 4);
        assertThat(spans)
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("chat gpt-4.1", "POST", "chat gpt-4.1", "POST");
        assertThat(collector.resources())
                .allSatisfy(
                        resource -> assertThat(OtlpCollector.attribute(resource.getAttributesList(), "service.name"))
                                .isEqualTo("TracedApp"));
        assertThat(collector.metrics(got -> !got.isEmpty())).isNotEmpty();
    }

    @Test
    void without_a_collector_the_application_hears_one_line_at_most() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }

        Ended result = ask("http://127.0.0.1:" + unused, breakwater());

        assertThat(result.out()).isEqualTo("200\n200\n");
        assertThat(result.err().lines().filter(line -> !line.contains("is in force")))
                .allSatisfy(line -> assertThat(line).startsWith("breakwater: telemetry cannot be delivered to"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beside_the_opentelemetry_agent_calls_are_part_of_its_traces(boolean otelFirst) throws Exception {
        String otel = "-javaagent:" + OTEL_AGENT.toAbsolutePath();

        Ended result = otelFirst
                ? ask(collector.endpoint(), otel, breakwater())
                : ask(collector.endpoint(), breakwater(), otel);

        assertThat(result.out()).isEqualTo("200\n200\n");
        List<Span> spans = collector.spans(got -> got.size() >= 4);
        List<Span> calls = spans.stream()
                .filter(span -> span.getName().equals("chat gpt-4.1"))
                .toList();
        List<Span> requests =
                spans.stream().filter(span -> span.getName().equals("POST")).toList();
        assertThat(calls).hasSize(2);
        assertThat(requests).as("its HTTP spans, none of ours").hasSize(2).allSatisfy(request -> {
            assertThat(calls).extracting(Span::getSpanId).contains(request.getParentSpanId());
            assertThat(OtlpCollector.attribute(request.getAttributesList(), "breakwater.endpoint"))
                    .isNull();
        });
    }
}
