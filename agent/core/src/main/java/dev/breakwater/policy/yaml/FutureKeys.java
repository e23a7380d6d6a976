package dev.breakwater.policy.yaml;

import java.time.Duration;
import java.util.List;

/** The keys of sections that the grammar fixes and {@link NotYetAvailable} refuses. */
final class FutureKeys {
    static final Section HEALTH_CHECK_SECTION = new Section(List.of(
            text("path", "required", "Asked below the endpoint's URL."),
            duration("interval", "30s", "From one check to the next."),
            duration("timeout", "5s", "Until a check counts as failed."),
            Key.of("unhealthy-after", ValueTypes.integer(1, 100), "3", "Failed checks in a row that take it out."),
            Key.of("healthy-after", ValueTypes.integer(1, 100), "1", "Passed checks in a row that bring it back.")));

    static final Section ROLLBACK_SECTION = new Section(List.of(
            percentage("error-rate", "Failed calls, as a share of all."),
            duration("p95-latency", "off", "The 95th percentile of the calls' duration."),
            Key.of(
                    "minimum-number-of-calls",
                    ValueTypes.integer(1, 1_000_000),
                    "20",
                    "Calls that must have been seen before anything is judged.")));

    static final Section ROLLOUT_SECTION = new Section(List.of(
            text("to", "required", "The endpoint that takes over."),
            Key.of(
                    "steps",
                    new Shape.ListOf<>(new Shape.Leaf<>(ValueTypes.PERCENTAGE)),
                    "100%",
                    "Its share of traffic, step by step."),
            duration("every", "required", "From one step to the next."),
            Key.of("rollback-when", ROLLBACK_SECTION, "never", "What sends all traffic back at once.")));

    static final Section BUDGET_SECTION = new Section(List.of(
            Key.of("limit", ValueTypes.MONEY, "required", "What may be spent in the period."),
            Key.of("per", ValueTypes.word("hour", "day", "week", "month"), "day", "The period."),
            Key.of(
                    "on-exceeded",
                    ValueTypes.word("reject", "warn"),
                    "reject",
                    "Whether further calls are rejected or only reported.")));

    static final Section CACHE_SECTION = new Section(List.of(
            Key.of("max-size", ValueTypes.SIZE, "required", "Memory for answers."),
            duration("ttl", "required", "How long an answer is served again.")));

    static final Section MIRROR_SECTION = new Section(List.of(
            text("to", "required", "The endpoint that gets copies; its answers are thrown away."),
            Key.of("ratio", ValueTypes.PERCENTAGE, "100%", "The share of calls that are copied.")));

    static final Section HEDGING_SECTION = new Section(List.of(
            duration("delay", "required", "Without an answer for so long, another endpoint is asked as well."),
            Key.of("budget", ValueTypes.PERCENTAGE, "5%", "The share of calls that may be asked twice.")));

    static final Key<View> HEALTH_CHECK = Key.of(
            "health-check", HEALTH_CHECK_SECTION, "off", "Asks every endpoint whether it is well, apart from calls.");
    static final Key<View> ROLLOUT = Key.of(
            "rollout", ROLLOUT_SECTION, "off", "Moves traffic to an endpoint step by step, and back when it fails.");
    static final Key<View> BUDGET = Key.of("budget", BUDGET_SECTION, "off", "A limit of what calls may cost.");
    static final Key<View> CACHE = Key.of(
            "cache", CACHE_SECTION, "off", "Serves exact repeats from memory: plain calls of temperature 0 only.");
    static final Key<Long> MAX_RESPONSE_SIZE =
            Key.of("max-response-size", ValueTypes.SIZE, "off", "A larger answer fails instead of filling the memory.");
    static final Key<View> MIRROR = Key.of("mirror", MIRROR_SECTION, "off", "Copies calls to another endpoint.");
    static final Key<View> HEDGING =
            Key.of("hedging", HEDGING_SECTION, "off", "Asks a second endpoint when the first one is slow.");

    private FutureKeys() {}

    private static Key<String> text(String name, String whenAbsent, String meaning) {
        return Key.of(name, TextTypes.TEXT, whenAbsent, meaning);
    }

    private static Key<Duration> duration(String name, String whenAbsent, String meaning) {
        return Key.of(name, ValueTypes.POSITIVE_DURATION, whenAbsent, meaning);
    }

    private static Key<Double> percentage(String name, String meaning) {
        return Key.of(name, ValueTypes.PERCENTAGE, "off", meaning);
    }
}
