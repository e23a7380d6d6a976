package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallListener;
import dev.breakwater.message.Request;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of an application without contexts, recorded when they are over. */
final class LaterRecordingTest {
    private final List<Runnable> queue = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private final Rig rig = new Rig(recorder.ticker, listener(recorder, queue::add), TestPolicies.failover());

    private static CallListener listener(Recorder recorder, RecordingQueue queue) {
        DeferredTelemetry telemetry = TelemetryFactory.deferred(
                () -> false, Map::of, headers -> () -> {}, new TelemetryOptions(true, false), recorder.ticker, queue);
        telemetry.ready(recorder.sdk);
        return telemetry;
    }

    private void recordQueued() {
        queue.forEach(Runnable::run);
        queue.clear();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of("answered", false, new Script[] {Script.answers()}),
                Arguments.of("streamed", true, new Script[] {Script.streams(true)}),
                Arguments.of("cut", true, new Script[] {Script.streams(false)}),
                Arguments.of("refused", false, new Script[] {Script.refuses(400)}),
                Arguments.of("failed over", false, new Script[] {Script.refuses(401), Script.answers()}),
                Arguments.of("retried", false, new Script[] {Script.refuses(503), Script.breaks(), Script.answers()}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_call_is_recorded_as_it_would_be_at_once(String what, boolean stream, Script[] scripts) {
        Recorder atOnce = new Recorder();
        new Rig(atOnce.ticker, atOnce.listener(), TestPolicies.failover()).call(Rig.chat(stream), scripts);

        rig.call(Rig.chat(stream), scripts);
        recorder.ticker.advanceNanos(5_000_000_000L);
        recordQueued();

        assertThat(recorder.spans.getFinishedSpanItems())
                .usingElementComparator((one, other) -> described(one).equals(described(other)) ? 0 : 1)
                .containsExactlyElementsOf(atOnce.spans.getFinishedSpanItems());
        assertThat(points(recorder)).isEqualTo(points(atOnce));
    }

    private static List<Object> described(SpanData span) {
        return List.of(
                span.getName(),
                span.getKind(),
                span.getStartEpochNanos(),
                span.getEndEpochNanos(),
                span.getAttributes().asMap(),
                span.getEvents(),
                span.getStatus(),
                span.getParentSpanContext().isValid());
    }

    private static Map<String, Object> points(Recorder recorder) {
        Map<String, Object> points = new TreeMap<>();
        recorder.metrics().forEach(metric -> {
            Map<Attributes, Object> counts = new HashMap<>();
            metric.getLongSumData().getPoints().forEach(point -> counts.put(point.getAttributes(), point.getValue()));
            metric.getHistogramData()
                    .getPoints()
                    .forEach(point -> counts.put(point.getAttributes(), List.of(point.getCount(), point.getSum())));
            points.put(metric.getName(), counts);
        });
        return points;
    }

    @Test
    void a_call_that_goes_well_waits_for_the_queue() {
        rig.call(Rig.chat(false), Script.answers());

        assertThat(recorder.spans.getFinishedSpanItems()).isEmpty();
        recordQueued();
        assertThat(recorder.calls()).hasSize(1);
        assertThat(recorder.attempts()).hasSize(1);
    }

    @Test
    void a_failure_is_told_of_at_once() {
        rig.whileSending = attempt -> {
            if (attempt.number() == 2) {
                assertThat(recorder.ofAttempts(Names.STATUS_CODE)).containsExactly(503L);
                assertThat(recorder.count(Names.RETRIES, Attributes.empty())).isEqualTo(1);
            }
        };

        rig.call(Rig.chat(false), Script.refuses(503), Script.answers());

        assertThat(queue).isEmpty();
        assertThat(recorder.calls()).hasSize(1);
    }

    @Test
    void where_there_is_no_room_it_is_recorded_at_once() {
        Rig full = new Rig(recorder.ticker, listener(recorder, RecordingQueue.NONE), TestPolicies.failover());

        full.call(Rig.chat(false), Script.answers());

        assertThat(recorder.calls()).hasSize(1);
    }

    @Test
    void a_large_prompt_is_not_kept() {
        String prompt = "two and two".repeat(2000);
        Request request = Rig.request(
                "POST",
                "/chat/completions",
                "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}");

        rig.call(request, Script.answers());

        assertThat(queue).isEmpty();
        assertThat(recorder.calls()).hasSize(1);
    }
}
