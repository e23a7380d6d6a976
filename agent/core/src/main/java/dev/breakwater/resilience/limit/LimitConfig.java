package dev.breakwater.resilience.limit;

import java.time.Duration;

/**
 * The policy's {@code rate-limit} section.
 *
 * @param requestsPerMinute 0 = no limit
 * @param concurrentRequests 0 = no limit
 * @param maxQueue callers that may wait; the next one is rejected at once
 * @param maxWait the longest that one of them waits
 */
public record LimitConfig(
        int requestsPerMinute, int concurrentRequests, int maxQueue, Duration maxWait, LimitScope per) {
    public static final LimitConfig NONE = new LimitConfig(0, 0, 1000, Duration.ofSeconds(10), LimitScope.KEY);

    public LimitConfig {
        if (requestsPerMinute < 0 || concurrentRequests < 0) {
            throw new IllegalArgumentException("requests-per-minute, concurrent-requests: must be 1 or more");
        }
        if (maxQueue < 0) {
            throw new IllegalArgumentException("max-queue: must not be negative, is " + maxQueue);
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("max-wait: must not be negative");
        }
    }

    /** Whether there is anything to limit. */
    public boolean limits() {
        return requestsPerMinute > 0 || concurrentRequests > 0;
    }
}
