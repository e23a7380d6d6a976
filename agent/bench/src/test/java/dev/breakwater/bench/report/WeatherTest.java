package dev.breakwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.bench.report.Weather.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeatherTest {
    @Test
    void reads_the_kernels_counters() {
        Ticks ticks = Ticks.of(
                List.of("cpu  100 5 50 800 20 3 2 20 7 0", "cpu0 1 1 1 1 1 1 1 1 1 1"),
                "42 (ja) va (x) S 1 42 42 0 -1 4194560 1 2 3 4 11 12 13 14 20 0 30 0 100 5 6");

        assertThat(ticks).isEqualTo(new Ticks(1000, 820, 20, 50));
    }

    @Test
    void our_own_work_is_no_load() {
        Weather weather = new Weather(0.2, new Ticks(0, 0, 0, 0));

        assertThat(weather.words(new Ticks(1000, 200, 5, 780), 2.0))
                .startsWith("quiet machine")
                .contains("1.5 % went to other processes, 0.5 % was stolen");
    }

    @Test
    void others_at_work_a_stealing_host_or_load_before_make_a_loaded_machine() {
        Ticks start = new Ticks(0, 0, 0, 0);

        assertThat(new Weather(0.2, start).words(new Ticks(1000, 200, 0, 700), 2.0))
                .startsWith("**LOADED MACHINE**");
        assertThat(new Weather(0.2, start).words(new Ticks(1000, 200, 30, 770), 2.0))
                .startsWith("**LOADED MACHINE**");
        assertThat(new Weather(3.0, start).words(new Ticks(1000, 200, 0, 800), 2.0))
                .startsWith("**LOADED MACHINE**");
    }
}
