package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules by which OpenTelemetry's own checker judges GenAI clients, and those of the HTTP conventions for their attempts,
 * over everything that scenarios of each kind export.
 */
final class ConformanceTest {
    private static final Set<String> OPERATIONS = Set.of("chat", "text_completion", "generate_content", "embeddings");
    private static final List<AttributeKey<?>> ALWAYS =
            List.of(Names.OPERATION, Names.PROVIDER, Names.REQUEST_MODEL, Names.SERVER_ADDRESS, Names.SERVER_PORT);
    private static final List<AttributeKey<?>> WHEN_ANSWERED = List.of(
            Names.RESPONSE_ID, Names.RESPONSE_MODEL, Names.FINISH_REASONS, Names.INPUT_TOKENS, Names.OUTPUT_TOKENS);
    private static final List<AttributeKey<?>> OF_ATTEMPTS =
            List.of(Names.METHOD, Names.SERVER_ADDRESS, Names.SERVER_PORT, Names.URL_FULL);

    private record Scenario(String name, boolean stream, Script... scripts) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("answer", false, Script.answers()),
                new Scenario("stream", true, Script.streams(true)),
                new Scenario("cut stream", true, Script.streams(false)),
                new Scenario("retried", false, Script.refuses(429), Script.answers()),
                new Scenario("failed over", false, Script.refuses(401), Script.answers()),
                new Scenario("refused", false, Script.refuses(400)),
                new Scenario("reset", false, Script.breaks(), Script.breaks(), Script.breaks()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_is_exported_follows_the_conventions(Scenario scenario) {
        Recorder recorder = new Recorder();
        new Rig(recorder.ticker, recorder.listener(), TestPolicies.failover())
                .call(Rig.chat(scenario.stream()), scenario.scripts());

        followsGenAi(recorder.call(), scenario.stream());
        recorder.attempts()
                .forEach(attempt -> followsHttp(attempt, recorder.attempts().indexOf(attempt)));
        recorder.metrics().forEach(ConformanceTest::followsMetrics);
        assertThat(recorder.spans.getFinishedSpanItems())
                .hasSize(1 + recorder.attempts().size());
    }

    private static void followsGenAi(SpanData span, boolean stream) {
        String operation = span.getAttributes().get(Names.OPERATION);
        assertThat(operation).isIn(OPERATIONS);
        assertThat(span.getName())
                .isEqualTo(operation + " " + span.getAttributes().get(Names.REQUEST_MODEL));
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getAttributes().asMap()).containsKeys(ALWAYS.toArray(AttributeKey[]::new));
        boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
        assertThat(span.getAttributes().get(Names.ERROR_TYPE) != null).isEqualTo(failed);
        if (!failed) {
            assertThat(span.getAttributes().asMap()).containsKeys(WHEN_ANSWERED.toArray(AttributeKey[]::new));
            assertThat(span.getAttributes().get(Names.FIRST_CHUNK) != null).isEqualTo(stream);
        }
        assertThat(Boolean.TRUE.equals(span.getAttributes().get(Names.REQUEST_STREAM)))
                .isEqualTo(stream);
        assertThat(span.getAttributes().asMap().keySet())
                .noneMatch(key ->
                        key.getKey().equals("gen_ai.system") || key.getKey().endsWith(".messages"));
    }

    private static void followsHttp(SpanData span, int resends) {
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getName()).isEqualTo(span.getAttributes().get(Names.METHOD));
        assertThat(span.getAttributes().asMap()).containsKeys(OF_ATTEMPTS.toArray(AttributeKey[]::new));
        assertThat(span.getAttributes().get(Names.RESEND_COUNT)).isEqualTo(resends == 0 ? null : (Long) (long) resends);
        Long status = span.getAttributes().get(Names.STATUS_CODE);
        if (status != null && status >= 400) {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(Names.ERROR_TYPE)).isEqualTo(status.toString());
        }
    }

    private static void followsMetrics(MetricData metric) {
        if (metric.getName().startsWith("gen_ai.")) {
            for (PointData point : metric.getData().getPoints()) {
                assertThat(point.getAttributes().asMap()).containsKeys(ALWAYS.toArray(AttributeKey[]::new));
            }
        } else {
            assertThat(metric.getName()).startsWith("breakwater.");
        }
    }
}
