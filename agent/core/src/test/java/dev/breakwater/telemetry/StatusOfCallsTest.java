package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallListener;
import dev.breakwater.policy.Mode;
import dev.breakwater.status.StatusLines;
import dev.breakwater.time.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Status lines of calls through the real engine, beside the telemetry of the same calls. */
final class StatusOfCallsTest {
    private final Recorder recorder = new Recorder();
    private final ManualTicker ticker = recorder.ticker;
    private final List<String> lines = new ArrayList<>();
    private final CallListener both = CallListener.both(new StatusLines(ticker, lines::add), recorder.listener());

    @Test
    void a_failover_is_told_when_it_begins_and_when_it_ends() {
        Rig rig = new Rig(ticker, both, TestPolicies.failover());

        rig.call(Rig.chat(false), Script.refuses(401), Script.answers());
        ticker.advance(Duration.ofSeconds(5));
        rig.call(Rig.chat(false), Script.refuses(401), Script.answers());
        ticker.advance(Duration.ofSeconds(65));
        rig.call(Rig.chat(false), Script.answers());

        assertThat(lines)
                .containsExactly(
                        "openai: calls fail over from primary to azure-eu (key_rejected)",
                        "openai: primary answers again after 71 s; 2 calls had moved on to azure-eu");
        assertThat(recorder.calls()).hasSize(3);
    }

    @Test
    void rejections_are_told_once_a_minute() {
        Rig rig = new Rig(ticker, both, TestPolicies.alone(Mode.ENFORCE));
        for (int i = 0; i < 2; i++) {
            rig.call(Rig.chat("gpt-4.1", i == 1), Script.refuses(500), Script.refuses(500), Script.refuses(500));
        }

        for (int i = 0; i < 3; i++) {
            rig.call(Rig.request("POST", "/chat/completions", "{\"model\":\"gpt-4.1\",\"n\":" + i + "}"));
        }

        assertThat(lines)
                .contains("openai: a call was answered by the agent itself (circuit-open)")
                .contains("openai: circuit of primary for gpt-4.1 is open: it gets no calls for now")
                .hasSize(2);
    }
}
