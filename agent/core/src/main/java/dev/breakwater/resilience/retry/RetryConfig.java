package dev.breakwater.resilience.retry;

import java.time.Duration;
import java.util.Set;

/**
 * How often, how soon and where a failed call is sent again. The names are those of the policy's {@code retry} section.
 *
 * @param maxAttempts sends in all, the first included; 1 = never retry
 * @param attemptsPerEndpoint sends to one endpoint and key before moving on, while there is somewhere to move to
 * @param patience the longest wait for the same target while another healthy one could answer now
 * @param retryAfterMax a longer Retry-After is not waited for
 * @param statuses what is worth another try, each 400 to 599; empty = the dialect decides
 */
public record RetryConfig(
        int maxAttempts,
        int attemptsPerEndpoint,
        Duration patience,
        BackoffConfig backoff,
        Duration retryAfterMax,
        Set<Integer> statuses,
        RetryBudgetConfig budget,
        Ambiguous ambiguous) {
    public static final RetryConfig DEFAULT = new RetryConfig(
            3,
            2,
            Duration.ofSeconds(2),
            BackoffConfig.DEFAULT,
            Duration.ofSeconds(60),
            Set.of(),
            RetryBudgetConfig.DEFAULT,
            Ambiguous.RETRY);

    public RetryConfig {
        statuses = Set.copyOf(statuses);
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("max-attempts: must be 1 or more, is " + maxAttempts);
        }
        if (attemptsPerEndpoint < 1) {
            throw new IllegalArgumentException("attempts-per-endpoint: must be 1 or more, is " + attemptsPerEndpoint);
        }
        if (patience.isNegative() || retryAfterMax.isNegative()) {
            throw new IllegalArgumentException("patience, retry-after-max: must not be negative");
        }
    }
}
