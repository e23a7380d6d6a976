package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that were made before there was an OpenTelemetry, and calls whose application has another copy of it. */
final class DeferredTelemetryTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Recorder recorder = new Recorder();
    private final Map<String, String> current = new HashMap<>();
    private final List<String> entered = new ArrayList<>();
    private final DeferredTelemetry telemetry = TelemetryFactory.deferred(
            () -> true,
            () -> current,
            headers -> {
                entered.add(headers.get("traceparent"));
                return () -> entered.add("left");
            },
            new TelemetryOptions(true, false),
            recorder.ticker,
            RecordingQueue.NONE);
    private final Rig rig = new Rig(recorder.ticker, telemetry, TestPolicies.failover());

    @Test
    void what_happened_before_is_recorded_as_it_was() {
        long started = recorder.ticker.epochNanos();
        current.put("traceparent", PARENT);
        rig.call(Rig.chat(false), Script.refuses(401), Script.answers());
        long ended = recorder.ticker.epochNanos();
        current.clear();
        recorder.ticker.advanceNanos(3_000_000_000L);

        telemetry.ready(recorder.sdk);

        SpanData call = recorder.call();
        assertThat(call.getStartEpochNanos()).isEqualTo(started);
        assertThat(call.getEndEpochNanos()).isEqualTo(ended);
        assertThat(call.getParentSpanContext().getSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(recorder.attempts()).hasSize(2);
        assertThat(recorder.count(Names.ATTEMPTS, Attributes.empty())).isEqualTo(2);
    }

    @Test
    void a_call_that_is_under_way_goes_on_in_the_same_span() {
        rig.whileSending = attempt -> {
            if (attempt.number() == 1) {
                telemetry.ready(recorder.sdk);
            }
        };

        rig.call(Rig.chat(false), Script.refuses(503), Script.answers());

        assertThat(recorder.calls()).hasSize(1);
        assertThat(recorder.ofAttempts(Names.STATUS_CODE)).containsExactly(503L, 200L);
    }

    @Test
    void an_application_with_another_copy_of_the_api_sees_the_attempt_as_its_current_span() {
        current.put("traceparent", PARENT);
        telemetry.ready(recorder.sdk);

        rig.call(Rig.chat(false), Script.answers());

        SpanData attempt = recorder.attempts().get(0);
        assertThat(attempt.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(entered).containsExactly("00-" + attempt.getTraceId() + "-" + attempt.getSpanId() + "-01", "left");
    }

    @Test
    void a_thousand_calls_are_kept_and_no_more() {
        for (int i = 0; i < 1200; i++) {
            rig.call(Rig.chat(false), Script.answers());
        }

        telemetry.ready(recorder.sdk);

        assertThat(recorder.calls()).hasSize(1000);
    }

    @Test
    void what_will_never_be_recorded_is_not_kept() {
        rig.call(Rig.chat(false), Script.answers());

        telemetry.never();
        rig.call(Rig.chat(false), Script.answers());
        telemetry.ready(recorder.sdk);

        assertThat(recorder.calls()).isEmpty();
    }
}
