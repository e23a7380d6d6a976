package dev.breakwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Samples YARDSTICK = Samples.of(List.of(100.0, 100.0, 100.0));
    private static final Samples MEASURED = Samples.of(List.of(110.0, 120.0, 130.0));

    @Test
    void a_row_shows_both_their_ratio_their_difference_and_the_target() {
        Report report = new Report().section("Calls", "Some.");
        report.row("p50", MEASURED, YARDSTICK, "µs", Target.atMost(20, "µs"));

        assertThat(report.toString())
                .contains(
                        "| p50 | 120 µs | 100 µs | 1.200 [1.100 to 1.300] | +20.0 µs [10.0 to 30.0] | ≤ 20 µs | yes |")
                .contains("Every row that has a target reached it.");
        assertThat(report.missed()).isEmpty();
    }

    @Test
    void a_missed_target_is_said_so() {
        Report report = new Report().section("Calls", "Some.");
        report.row("p50", MEASURED, YARDSTICK, "µs", Target.atMost(19, "µs"));
        report.ratioRow("rate", YARDSTICK, MEASURED, "/s", Target.atLeast(0.95, "×"));

        assertThat(report.missed()).containsExactly("Calls: p50", "Calls: rate");
        assertThat(report.toString()).contains("Missed: Calls: p50; Calls: rate.");
    }

    @Test
    void a_multiple_of_nothing_is_not_written() {
        Report report = new Report().section("Bytes", "Some.");
        report.row("hook", MEASURED, Samples.of(List.of(0.0, 0.0, 0.0)), "B", Target.NONE);

        assertThat(report.toString()).contains("| hook | 120 B | 0.00 B |  | +120 B [110 to 130] |  |  |");
    }

    @Test
    void what_was_skipped_is_told_once() {
        Report report = new Report();
        report.skip("nginx: not installed");
        report.skip("nginx: not installed");

        assertThat(report.toString()).containsOnlyOnce("- not measured: nginx: not installed");
    }

    @Test
    void a_written_report_can_be_read_again() {
        Report report = new Report().section("Calls", "Some | words.");
        report.row("p50", MEASURED, YARDSTICK, "µs", Target.atMost(20, "µs"));
        report.row("alone", MEASURED, "µs", Target.NONE);

        List<Row> rows = Row.read(report.toString().lines().toList());

        assertThat(rows).extracting(Row::section).containsExactly("Calls", "Calls");
        assertThat(rows).extracting(Row::what).containsExactly("p50", "alone");
        assertThat(rows.get(0).spread()).contains(new Row.Spread(1.2, 1.1, 1.3));
        assertThat(rows.get(1).spread()).isEmpty();
    }
}
