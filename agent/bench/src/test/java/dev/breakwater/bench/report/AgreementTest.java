package dev.breakwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static List<String> report(String what, String ratio) {
        return List.of("## Calls", "", "| " + what + " | 1 µs | 1 µs | " + ratio + " | +0 µs | ≤ 20 µs | yes |");
    }

    private static Agreement between(String first, String second) {
        return Agreement.of(report("p50", first), report("p50", second));
    }

    @Test
    void a_median_within_the_others_spread_agrees() {
        assertThat(between("1.100 [1.050 to 1.200]", "1.180 [1.150 to 1.250]").disagreeing())
                .isEmpty();
        assertThat(between("1.100 [1.095 to 1.110]", "1.180 [1.080 to 1.250]").disagreeing())
                .isEmpty();
    }

    @Test
    void medians_outside_each_others_spread_disagree() {
        assertThat(between("1.100 [1.050 to 1.160]", "1.180 [1.150 to 1.250]").disagreeing())
                .containsExactly("Calls: p50: 1.100 [1.050 to 1.160], then 1.180 [1.150 to 1.250]");
    }

    @Test
    void what_has_no_spread_may_differ_by_what_its_digits_cannot_tell() {
        assertThat(between("2.000 [2.000 to 2.000]", "2.009 [2.009 to 2.009]").disagreeing())
                .isEmpty();
        assertThat(between("2.000 [2.000 to 2.000]", "2.020 [2.020 to 2.020]").disagreeing())
                .hasSize(1);
    }

    @Test
    void rows_of_one_report_only_are_counted_apart() {
        Agreement agreement =
                Agreement.of(report("p50", "1.100 [1.050 to 1.160]"), report("p99", "1.100 [1.050 to 1.160]"));

        assertThat(agreement.compared()).isZero();
        assertThat(agreement.alone()).isEqualTo(2);
    }

    @Test
    void a_row_without_a_ratio_is_not_compared() {
        Agreement agreement = between("", "");

        assertThat(agreement.compared()).isZero();
        assertThat(agreement.alone()).isZero();
    }
}
