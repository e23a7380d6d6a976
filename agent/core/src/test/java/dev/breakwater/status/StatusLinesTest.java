package dev.breakwater.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallListener;
import dev.breakwater.call.Verdict;
import dev.breakwater.time.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the person on call reads. */
final class StatusLinesTest {
    private final ManualTicker ticker = new ManualTicker();
    private final List<String> lines = new ArrayList<>();
    private final CallListener status = new StatusLines(ticker, lines::add);

    @Test
    void a_circuit_that_opens_and_closes_is_told_half_open_is_not() {
        status.breakerChanged("openai", "primary", "gpt-4.1", "CLOSED", "OPEN");
        status.breakerChanged("openai", "primary", "gpt-4.1", "OPEN", "HALF_OPEN");
        status.breakerChanged("openai", "primary", "", "HALF_OPEN", "CLOSED");

        assertThat(lines)
                .containsExactly(
                        "openai: circuit of primary for gpt-4.1 is open: it gets no calls for now",
                        "openai: circuit of primary is closed again");
    }

    @Test
    void a_rejected_key_is_named_by_its_label_and_says_why() {
        status.keyRejected("openai", "azure-eu", "env:KEY_1", Verdict.KEY_REJECTED);
        status.keyRejected("openai", "azure-eu", "env:KEY_2", Verdict.QUOTA_EXHAUSTED);

        assertThat(lines)
                .containsExactly(
                        "openai: key env:KEY_1 of azure-eu is out of its pool: the provider does not accept it",
                        "openai: key env:KEY_2 of azure-eu is out of its pool: its quota is used up");
    }

    @Test
    void repetitions_are_summed_up_a_line_a_minute() {
        for (int second = 0; second < 130; second++) {
            status.breakerChanged("openai", "primary", "", "CLOSED", "OPEN");
            ticker.advance(Duration.ofSeconds(1));
        }

        assertThat(lines)
                .containsExactly(
                        "openai: circuit of primary is open: it gets no calls for now",
                        "openai: circuit of primary is open: it gets no calls for now (and 59 more like it since the last"
                                + " line)",
                        "openai: circuit of primary is open: it gets no calls for now (and 59 more like it since the last"
                                + " line)");
    }

    @Test
    void one_kind_does_not_silence_another() {
        status.breakerChanged("openai", "primary", "", "CLOSED", "OPEN");
        status.breakerChanged("openai", "other", "", "CLOSED", "OPEN");
        status.breakerChanged("anthropic", "primary", "", "CLOSED", "OPEN");

        assertThat(lines).hasSize(3);
    }
}
