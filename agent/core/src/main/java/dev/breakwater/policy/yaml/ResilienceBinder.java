package dev.breakwater.policy.yaml;

import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.WindowType;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.BackoffConfig;
import dev.breakwater.resilience.retry.RetryBudgetConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes the resilience features' records from their sections, with defaults for what is not given. */
final class ResilienceBinder {
    private final Problems problems;

    ResilienceBinder(Problems problems) {
        this.problems = problems;
    }

    TimeoutsConfig timeouts(View view) {
        return new TimeoutsConfig(
                view.get(TimeoutKeys.CONNECT),
                view.get(TimeoutKeys.FIRST_TOKEN),
                view.get(TimeoutKeys.IDLE),
                view.get(TimeoutKeys.ANSWER));
    }

    RetryConfig retry(View view) {
        RetryConfig d = RetryConfig.DEFAULT;
        Set<Integer> statuses = new TreeSet<>();
        view.get(RetryKeys.STATUSES).ifPresent(items -> items.forEach(statuses::addAll));
        return bind(
                view,
                d,
                () -> new RetryConfig(
                        view.get(RetryKeys.MAX_ATTEMPTS, d.maxAttempts()),
                        view.get(RetryKeys.ATTEMPTS_PER_ENDPOINT, d.attemptsPerEndpoint()),
                        view.get(RetryKeys.PATIENCE, d.patience()),
                        backoff(view.section(RetryKeys.BACKOFF)),
                        view.get(RetryKeys.RETRY_AFTER_MAX, d.retryAfterMax()),
                        statuses,
                        budget(view.section(RetryKeys.BUDGET)),
                        view.get(RetryKeys.AMBIGUOUS, d.ambiguous())));
    }

    private BackoffConfig backoff(View view) {
        BackoffConfig d = BackoffConfig.DEFAULT;
        var initial = view.get(RetryKeys.INITIAL, d.initial());
        var max = view.get(RetryKeys.MAX, d.max());
        if (max.compareTo(initial) < 0) {
            Key<?> culprit = view.has(RetryKeys.MAX) ? RetryKeys.MAX : RetryKeys.INITIAL;
            problems.add(
                    view.at(culprit),
                    view.path(culprit),
                    "the first delay, " + Words.duration(initial) + ", is longer than the longest, "
                            + Words.duration(max) + (view.has(RetryKeys.MAX) ? "" : " by default"),
                    "raise `max` or lower `initial`");
            return d;
        }
        return bind(
                view,
                d,
                () -> new BackoffConfig(
                        initial,
                        view.get(RetryKeys.MULTIPLIER, d.multiplier()),
                        max,
                        view.get(RetryKeys.JITTER, d.jitter())));
    }

    private RetryBudgetConfig budget(View view) {
        RetryBudgetConfig d = RetryBudgetConfig.DEFAULT;
        return bind(
                view,
                d,
                () -> new RetryBudgetConfig(
                        view.get(RetryKeys.RATIO, d.ratio()), view.get(RetryKeys.MIN_PER_SECOND, d.minPerSecond())));
    }

    /** @param inherited what holds for keys that are not given */
    BreakerConfig breaker(View view, BreakerConfig inherited) {
        BreakerConfig d = inherited;
        BreakerConfig config = bind(
                view,
                d,
                () -> new BreakerConfig(
                        view.get(BreakerKeys.WINDOW_TYPE, d.slidingWindowType()),
                        view.get(BreakerKeys.WINDOW_SIZE, d.slidingWindowSize()),
                        view.get(BreakerKeys.MINIMUM_CALLS, d.minimumNumberOfCalls()),
                        view.get(BreakerKeys.FAILURE_RATE, (double) d.failureRateThreshold())
                                .floatValue(),
                        view.get(BreakerKeys.SLOW_RATE, (double) d.slowCallRateThreshold())
                                .floatValue(),
                        view.get(BreakerKeys.SLOW_DURATION, d.slowCallDurationThreshold()),
                        view.get(BreakerKeys.WAIT_IN_OPEN, d.waitDurationInOpenState()),
                        view.get(BreakerKeys.PROBES, d.permittedNumberOfCallsInHalfOpenState())));
        if (view.has(BreakerKeys.MINIMUM_CALLS)
                && config.slidingWindowType() == WindowType.COUNT_BASED
                && config.minimumNumberOfCalls() > config.slidingWindowSize()) {
            problems.add(
                    view.at(BreakerKeys.MINIMUM_CALLS),
                    view.path(BreakerKeys.MINIMUM_CALLS),
                    "is never reached: the window holds " + config.slidingWindowSize() + " calls",
                    "raise `sliding-window-size` or lower it");
        }
        return config;
    }

    /** @param inherited what holds for keys that are not given */
    LimitConfig limit(View view, LimitConfig inherited) {
        LimitConfig d = inherited;
        return bind(
                view,
                d,
                () -> new LimitConfig(
                        view.get(RateLimitKeys.REQUESTS, d.requestsPerMinute()),
                        view.get(RateLimitKeys.CONCURRENT, d.concurrentRequests()),
                        view.get(RateLimitKeys.MAX_QUEUE, d.maxQueue()),
                        view.get(RateLimitKeys.MAX_WAIT, d.maxWait()),
                        view.get(RateLimitKeys.PER, d.per())));
    }

    /** The records check themselves; what they object to is an error of the section, unless one of its keys has one. */
    private <T> T bind(View view, T otherwise, Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            if (!problems.within(view.path())) {
                problems.add(view.at(), view.path(), String.valueOf(e.getMessage()), "correct it");
            }
            return otherwise;
        }
    }
}
