package dev.breakwater.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrafficReportTest {

    private static final CallResult GOOD = new CallResult("openai-java", 20, null);
    private static final CallResult BAD =
            new CallResult("jdk", 1500, "com.example.RateLimitException: 429: slow down\nmore of it");

    @Test
    void a_row_shows_calls_answers_failures_sends_and_percentiles() {
        RunResult run = run("Without", new ScenarioResult("503 for ever", List.of(GOOD, GOOD, GOOD, BAD), 9, 0, 0));

        assertThat(lineOf(TrafficReport.of(run), "503 for ever"))
                .containsPattern("503 for ever +4 +3 +1 +9 +0 +20 ms +1\\.5 s$");
    }

    @Test
    void failures_are_counted_by_client_with_the_first_line_of_one() {
        RunResult run = run("Without", new ScenarioResult("limited", List.of(GOOD, BAD, BAD), 3, 0, 0));

        String failures = TrafficReport.of(run).split("where the 2 failures were")[1];

        assertThat(failures.lines().findFirst()).get().asString().contains("openai-java  jdk");
        assertThat(lineOf(failures, "limited")).containsPattern("limited +\\. +2 +RateLimitException: 429: slow down$");
    }

    @Test
    void a_run_without_failures_does_not_list_any() {
        RunResult run = run("With", new ScenarioResult("healthy", List.of(GOOD), 1, 0, 0));

        assertThat(TrafficReport.of(run)).doesNotContain("failures were");
    }

    @Test
    void sends_are_told_as_repeats_and_fail_overs() {
        List<CallResult> calls = List.of(GOOD, GOOD, GOOD);

        assertThat(TrafficReport.sends(new ScenarioResult("", calls, 3, 0, 0))).isEqualTo("one send a call");
        assertThat(TrafficReport.sends(new ScenarioResult("", calls, 4, 0, 0))).isEqualTo("1 repeat");
        assertThat(TrafficReport.sends(new ScenarioResult("", calls, 3, 3, 0))).isEqualTo("3 fail-overs");
        assertThat(TrafficReport.sends(new ScenarioResult("", calls, 5, 1, 0)))
                .isEqualTo("1 fail-over after 2 repeats");
        assertThat(TrafficReport.sends(new ScenarioResult("", calls, 1, 3, 0)))
                .isEqualTo("3 fail-overs, 2 of them without asking the primary");
    }

    @Test
    void a_comparison_ends_with_the_sum_of_both_runs() {
        RunResult without = run("Without", new ScenarioResult("x", List.of(GOOD, BAD), 2, 0, 0));
        RunResult with = run("With", new ScenarioResult("x", List.of(GOOD, GOOD), 2, 1, 0));

        String report = TrafficReport.of(new Comparison(without, with));

        assertThat(report)
                .contains("Without: 1 of 2 calls answered.\n"
                        + "With: 2 of 2 calls answered. No provider saw the other's key.\n");
    }

    @Test
    void only_a_full_rescue_with_no_key_astray_convinces() {
        RunResult failing = run("", new ScenarioResult("x", List.of(GOOD, BAD), 2, 0, 0));
        RunResult whole = run("", new ScenarioResult("x", List.of(GOOD, GOOD), 2, 1, 0));
        RunResult leaking = run("", new ScenarioResult("x", List.of(GOOD, GOOD), 2, 1, 1));

        assertThat(new Comparison(failing, whole).convincing()).isTrue();
        assertThat(new Comparison(whole, whole).convincing()).isFalse();
        assertThat(new Comparison(failing, failing).convincing()).isFalse();
        assertThat(new Comparison(failing, leaking).convincing()).isFalse();
    }

    private static RunResult run(String title, ScenarioResult... scenarios) {
        return new RunResult(title, List.of(scenarios));
    }

    private static String lineOf(String text, String start) {
        return text.lines()
                .filter(line -> line.strip().startsWith(start))
                .findFirst()
                .orElseThrow();
    }
}
