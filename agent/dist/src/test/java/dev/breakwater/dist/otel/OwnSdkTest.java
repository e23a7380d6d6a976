package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.AgentThread;
import dev.breakwater.message.Url;
import dev.breakwater.telemetry.DeferredTelemetry;
import dev.breakwater.telemetry.TelemetryFactory;
import dev.breakwater.telemetry.TelemetryOptions;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent's own SDK, against a collector that decodes what it gets. */
final class OwnSdkTest {
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private final Map<String, String> before = new HashMap<>();
    private final OwnSdk sdk = new OwnSdk(Ticker.system(), warnings::add);

    private void set(String property, String value) {
        before.put(property, System.getProperty(property));
        System.setProperty(property, value);
    }

    @AfterEach
    void restore() throws InterruptedException {
        sdk.end();
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    private Calls calls() {
        DeferredTelemetry telemetry = TelemetryFactory.deferred(
                () -> false,
                Map::of,
                headers -> () -> {},
                new TelemetryOptions(true, false),
                Ticker.system(),
                sdk.recordings());
        sdk.serve(telemetry);
        return new Calls(telemetry);
    }

    private void exportTo(String endpoint) {
        set("otel.exporter.otlp.endpoint", endpoint);
        set("otel.bsp.schedule.delay", "50");
        set("otel.metric.export.interval", "100");
    }

    @Test
    void the_first_calls_arrive_at_the_collector_whole() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            set("otel.service.name", "answers");

            Calls calls = calls();
            Calls.make(calls.engine);
            Calls.make(calls.engine);

            List<Span> spans = collector.spans(got -> got.size() >= 4);
            assertThat(spans)
                    .extracting(Span::getName)
                    .containsExactlyInAnyOrder("POST", "chat gpt-4.1", "POST", "chat gpt-4.1");
            Span call = spans.stream()
                    .filter(span -> span.getName().startsWith("chat"))
                    .findFirst()
                    .orElseThrow();
            assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(OtlpCollector.attribute(call.getAttributesList(), "gen_ai.usage.input_tokens"))
                    .isEqualTo("30");
            assertThat(collector.resources())
                    .allSatisfy(resource -> assertThat(
                                    OtlpCollector.attribute(resource.getAttributesList(), "service.name"))
                            .isEqualTo("answers"));
            List<Metric> metrics = collector.metrics(
                    got -> got.stream().anyMatch(metric -> metric.getName().equals("breakwater.attempts")));
            assertThat(metrics)
                    .extracting(Metric::getName)
                    .contains("gen_ai.client.operation.duration", "gen_ai.client.token.usage");
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void nothing_is_registered_globally() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());

            Calls.make(calls().engine);
            collector.spans(got -> got.size() >= 2);

            assertThat(GlobalOpenTelemetry.isSet()).isFalse();
        }
    }

    @Test
    void threads_are_daemons_that_hold_no_application() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            Calls.make(calls().engine);
            collector.spans(got -> got.size() >= 2);

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().matches("(breakwater|BatchSpan|PeriodicMetric).*"))
                    .isNotEmpty()
                    .allSatisfy(thread -> {
                        assertThat(thread.isDaemon()).as(thread.getName()).isTrue();
                        assertThat(thread.getContextClassLoader())
                                .as(thread.getName())
                                .isNull();
                    });
        }
    }

    @Test
    void a_collector_that_is_not_there_costs_one_line_and_no_stack_trace() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        set("otel.java.exporter.otlp.retry.disabled", "true");
        exportTo("http://127.0.0.1:" + unused);
        PrintStream stderr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Calls.make(calls().engine);

            assertThat(warnings.poll(20, TimeUnit.SECONDS))
                    .isEqualTo("telemetry cannot be delivered to http://127.0.0.1:" + unused
                            + " (ClosedChannelException); calls are not affected");
            assertThat(warnings.poll(500, TimeUnit.MILLISECONDS)).isNull();
            long start = System.nanoTime();
            sdk.end();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(1000);
        } finally {
            System.setErr(stderr);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void a_collector_that_refuses_costs_one_line_that_says_how() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            collector.answer(401);
            exportTo(collector.endpoint());

            Calls.make(calls().engine);

            assertThat(warnings.poll(20, TimeUnit.SECONDS))
                    .contains("(status 401)")
                    .doesNotContain("v1/traces");
        }
    }

    @Test
    void the_end_of_the_jvm_sends_what_is_still_there() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            set("otel.bsp.schedule.delay", "600000");
            set("otel.metric.export.interval", "600000");
            Calls.make(calls().engine);

            sdk.end();

            assertThat(collector.spans(got -> got.size() >= 2)).hasSize(2);
            assertThat(collector.metrics(got -> !got.isEmpty())).isNotEmpty();
        }
    }

    @Test
    void the_end_of_the_jvm_does_not_wait_for_calls_to_be_recorded_later() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            Calls calls = calls();
            Calls.make(calls.engine);
            collector.spans(got -> got.size() >= 2);

            Calls.make(calls.engine);
            sdk.end();

            assertThat(collector.spans(got -> true)).hasSize(4);
        }
    }

    @Test
    void switched_off_is_off() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            set("otel.sdk.disabled", "true");

            Calls.make(calls().engine);
            sdk.end();

            assertThat(collector.requests(0)).isZero();
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void an_exporter_of_none_exports_nothing_and_the_other_signal_goes_on() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            set("otel.traces.exporter", "none");

            Calls.make(calls().engine);

            assertThat(collector.metrics(got -> !got.isEmpty())).isNotEmpty();
            assertThat(collector.spans(got -> true)).isEmpty();
        }
    }

    @Test
    void settings_meant_for_a_bigger_sdk_cost_a_line_and_not_the_rest() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            exportTo(collector.endpoint());
            set("otel.metrics.exporter", "prometheus");
            set("otel.propagators", "b3");
            set("otel.exporter.otlp.protocol", "grpc");

            Calls.make(calls().engine);

            assertThat(collector.spans(got -> got.size() >= 2)).hasSize(2);
            assertThat(warnings)
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).startsWith("OTEL_METRICS_EXPORTER=prometheus"))
                    .anySatisfy(line -> assertThat(line).startsWith("OTEL_EXPORTER_OTLP_PROTOCOL=grpc"));
        }
    }

    @Test
    void settings_that_make_no_sense_switch_it_off_with_a_line() throws Exception {
        set("otel.traces.sampler", "no-such-sampler");

        Calls calls = calls();
        Calls.make(calls.engine);

        assertThat(warnings.poll(20, TimeUnit.SECONDS))
                .startsWith("telemetry is off")
                .contains("no-such-sampler");
        Calls.make(calls.engine);
    }

    @Test
    void what_the_exporter_sends_is_not_governed() throws Exception {
        Calls calls = calls();
        BlockingQueue<Boolean> ours = new LinkedBlockingQueue<>();
        Url url = Url.parse("https://api.openai.com/v1/traces");

        AgentThread.of(() -> ours.add(calls.engine.upstreamOf(url) != null), "breakwater-otlp")
                .start();

        assertThat(ours.poll(10, TimeUnit.SECONDS)).isFalse();
        assertThat(calls.engine.upstreamOf(url)).isNotNull();
    }
}
