package dev.breakwater.policy.yaml;

import dev.breakwater.resilience.breaker.WindowType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of {@code circuit-breaker}: Resilience4j's names and meaning. */
final class BreakerKeys {
    static final Key<WindowType> WINDOW_TYPE = Key.of(
            "sliding-window-type",
            // A fixed order, which a Map.of would not keep.
            ValueTypes.oneOf(new java.util.TreeMap<>(
                    Map.of("COUNT_BASED", WindowType.COUNT_BASED, "TIME_BASED", WindowType.TIME_BASED))),
            "COUNT_BASED",
            "Whether the window holds the last calls or the last seconds.");
    static final Key<Integer> WINDOW_SIZE =
            Key.of("sliding-window-size", ValueTypes.integer(1, 100_000), "20", "Calls, or seconds, in the window.");
    static final Key<Integer> MINIMUM_CALLS = Key.of(
            "minimum-number-of-calls",
            ValueTypes.integer(1, 100_000),
            "5",
            "Calls that the window must hold before a rate counts.");
    static final Key<Double> FAILURE_RATE = Key.of(
            "failure-rate-threshold",
            ValueTypes.PERCENT_NUMBER,
            "50",
            "Percent of failed calls at which the circuit opens.");
    static final Key<Double> SLOW_RATE = Key.of(
            "slow-call-rate-threshold",
            ValueTypes.PERCENT_NUMBER,
            "100",
            "Percent of slow calls at which the circuit opens.");
    static final Key<Duration> SLOW_DURATION = Key.of(
            "slow-call-duration-threshold", ValueTypes.POSITIVE_DURATION, "60s", "A call that takes longer is slow.");
    static final Key<Duration> WAIT_IN_OPEN = Key.of(
            "wait-duration-in-open-state",
            ValueTypes.POSITIVE_DURATION,
            "30s",
            "How long an open circuit rejects before it lets probes through.");
    static final Key<Integer> PROBES = Key.of(
            "permitted-number-of-calls-in-half-open-state",
            ValueTypes.integer(1, 1000),
            "3",
            "Probes whose results close or reopen the circuit.");

    static final Section SECTION = new Section(List.of(
            WINDOW_TYPE, WINDOW_SIZE, MINIMUM_CALLS, FAILURE_RATE, SLOW_RATE, SLOW_DURATION, WAIT_IN_OPEN, PROBES));

    private BreakerKeys() {}
}
