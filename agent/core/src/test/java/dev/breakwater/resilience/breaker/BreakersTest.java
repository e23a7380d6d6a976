package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.time.ManualTicker;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private final Breakers breakers =
            new Breakers(model -> new Breaker(BreakerConfig.DEFAULT, false, new ManualTicker(), (from, to) -> {}));

    @Test
    void a_model_keeps_its_own_breaker_whichever_was_asked_for_before() {
        Breaker one = breakers.forModel("one");
        Breaker two = breakers.forModel("two");

        assertThat(two).isNotSameAs(one);
        assertThat(breakers.forModel("two")).isSameAs(two);
        assertThat(breakers.forModel("one")).isSameAs(one);
    }

    @Test
    void model_names_without_end_share_a_breaker_and_known_ones_keep_theirs() {
        Breaker first = breakers.forModel("0");
        for (int i = 1; i < 200; i++) {
            breakers.forModel(Integer.toString(i));
        }

        assertThat(breakers.forModel("made up")).isSameAs(breakers.forModel("made up, too"));
        assertThat(breakers.forModel("0")).isSameAs(first);
    }
}
