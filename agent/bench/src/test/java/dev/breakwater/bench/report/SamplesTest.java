package dev.breakwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void quantiles_are_interpolated_between_what_was_measured() {
        Samples samples = Samples.of(List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(samples.median()).isEqualTo(2.5);
        assertThat(samples.quantile(0.25)).isEqualTo(1.75);
        assertThat(samples.quantile(0)).isEqualTo(1);
        assertThat(samples.quantile(1)).isEqualTo(4);
    }

    @Test
    void what_disturbs_a_whole_round_falls_out_of_the_difference() {
        Samples agent = Samples.of(List.of(11.0, 111.0, 12.0));
        Samples none = Samples.of(List.of(10.0, 110.0, 10.0));

        assertThat(agent.minus(none).median()).isEqualTo(1);
        assertThat(agent.minus(none).quantile(1)).isEqualTo(2);
    }

    @Test
    void ratios_are_taken_round_by_round() {
        Samples ratio = Samples.of(List.of(2.0, 300.0, 4.0)).over(Samples.of(List.of(1.0, 100.0, 1.0)));

        assertThat(ratio.median()).isEqualTo(3);
    }

    @Test
    void of_a_few_rounds_the_spread_is_all_that_was_measured() {
        Samples samples = Samples.of(List.of(5.0, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0));

        assertThat(samples.low()).isEqualTo(1);
        assertThat(samples.high()).isEqualTo(7);
    }

    /** The ranks are those of the tables of the sign test: 4 of 15, 5 of 17. */
    @Test
    void of_some_more_it_holds_the_true_median_in_nineteen_cases_of_twenty() {
        assertThat(counted(15).low()).isEqualTo(4);
        assertThat(counted(15).high()).isEqualTo(12);
        assertThat(counted(17).low()).isEqualTo(5);
        assertThat(counted(17).high()).isEqualTo(13);
    }

    @Test
    void of_many_it_is_the_middle_half() {
        Samples samples = counted(101);

        assertThat(samples.low()).isEqualTo(26);
        assertThat(samples.high()).isEqualTo(76);
    }

    private static Samples counted(int count) {
        return Samples.of(
                IntStream.rangeClosed(1, count).asDoubleStream().boxed().toList());
    }

    @Test
    void nothing_measured_is_an_error_rather_than_a_zero() {
        assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
