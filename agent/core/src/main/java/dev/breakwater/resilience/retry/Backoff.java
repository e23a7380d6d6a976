package dev.breakwater.resilience.retry;

import java.util.random.RandomGenerator;

/** Turns a backoff's configuration into delays. Stateless; randomness is passed in. */
public final class Backoff {
    private Backoff() {}

    /**
     * The pause after a target's {@code failures}th failure (from 1), in nanoseconds.
     */
    public static long delayNanos(BackoffConfig config, int failures, RandomGenerator random) {
        double grown = config.initial().toNanos() * Math.pow(config.multiplier(), failures - 1.0);
        long delay = (long) Math.min(grown, (double) config.max().toNanos());
        return switch (config.jitter()) {
            case FULL -> random.nextLong(delay + 1);
            case EQUAL -> delay / 2 + random.nextLong(delay - delay / 2 + 1);
            case NONE -> delay;
        };
    }
}
