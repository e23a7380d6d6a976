package dev.breakwater.resilience.retry;

import java.time.Duration;

/**
 * Growing delays between two sends to the same target.
 *
 * @param initial before the second send; more than zero
 * @param multiplier from one delay to the next; 1 or more
 * @param max the longest delay; {@code initial} or more
 */
public record BackoffConfig(Duration initial, double multiplier, Duration max, Jitter jitter) {
    public static final BackoffConfig DEFAULT =
            new BackoffConfig(Duration.ofMillis(500), 2, Duration.ofSeconds(8), Jitter.FULL);

    public BackoffConfig {
        if (initial.isNegative() || initial.isZero()) {
            throw new IllegalArgumentException("initial: must be more than 0, is " + initial.toMillis() + "ms");
        }
        if (multiplier < 1) {
            throw new IllegalArgumentException("multiplier: must be 1 or more, is " + multiplier);
        }
        if (max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("max: must not be less than initial");
        }
    }
}
