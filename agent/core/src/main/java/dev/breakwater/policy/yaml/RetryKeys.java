package dev.breakwater.policy.yaml;

import dev.breakwater.resilience.retry.Ambiguous;
import dev.breakwater.resilience.retry.Jitter;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The keys of {@code retry}. */
final class RetryKeys {
    static final Key<Duration> INITIAL =
            Key.of("initial", ValueTypes.POSITIVE_DURATION, "500ms", "The delay before the second send.");
    static final Key<Double> MULTIPLIER =
            Key.of("multiplier", ValueTypes.number(1), "2", "From one delay to the next.");
    static final Key<Duration> MAX = Key.of("max", ValueTypes.POSITIVE_DURATION, "8s", "The longest delay.");
    static final Key<Jitter> JITTER = Key.of(
            "jitter",
            ValueTypes.oneOf(Jitter.class),
            "full",
            "How a delay is spread: anywhere up to it, over its upper half, or not at all.");
    static final Section BACKOFF_SECTION = new Section(List.of(INITIAL, MULTIPLIER, MAX, JITTER));

    static final Key<Double> RATIO =
            Key.of("ratio", ValueTypes.PERCENTAGE, "20%", "The share of calls that may be repeated.");
    static final Key<Double> MIN_PER_SECOND = Key.of(
            "min-per-second",
            ValueTypes.number(0),
            "1",
            "Retries a second that are allowed however few calls there are.");
    static final Section BUDGET_SECTION = new Section(List.of(RATIO, MIN_PER_SECOND));

    static final Key<Integer> MAX_ATTEMPTS = Key.of(
            "max-attempts",
            ValueTypes.integer(1, 100),
            "3",
            "Sends in all, every endpoint and key together; 1 = never retry.");
    static final Key<Integer> ATTEMPTS_PER_ENDPOINT = Key.of(
            "attempts-per-endpoint",
            ValueTypes.integer(1, 100),
            "2",
            "Sends to one endpoint and key before moving on, for transient failures; silence, a rejected key and an "
                    + "exhausted quota move on at once.");
    static final Key<Duration> PATIENCE = Key.of(
            "patience",
            ValueTypes.DURATION,
            "2s",
            "The longest wait for the same endpoint while another healthy one could answer now.");
    static final Key<View> BACKOFF =
            Key.of("backoff", BACKOFF_SECTION, "", "Growing delays before going back to a target already tried.");
    static final Key<Duration> RETRY_AFTER_MAX = Key.of(
            "retry-after-max",
            ValueTypes.DURATION,
            "60s",
            "A longer Retry-After means \"not here\": fail over, or give up at once.");
    static final Key<List<Set<Integer>>> STATUSES = Key.of(
            "statuses",
            new Shape.ListOf<>(new Shape.Leaf<>(ValueTypes.STATUSES)),
            "the dialect's own list",
            "What is worth another try; replaces the dialect's list. 400, 401, 403, 404, 413 and 422 are refused.");
    static final Key<View> BUDGET =
            Key.of("budget", BUDGET_SECTION, "", "What keeps retries from becoming a storm, over a sliding window.");
    static final Key<Ambiguous> AMBIGUOUS = Key.of(
            "ambiguous",
            ValueTypes.oneOf(Ambiguous.class),
            "retry",
            "A request was sent and the connection lost before an answer, so that a repeat may be billed twice.");

    static final Section SECTION = new Section(List.of(
            MAX_ATTEMPTS, ATTEMPTS_PER_ENDPOINT, PATIENCE, BACKOFF, RETRY_AFTER_MAX, STATUSES, BUDGET, AMBIGUOUS));

    private RetryKeys() {}
}
