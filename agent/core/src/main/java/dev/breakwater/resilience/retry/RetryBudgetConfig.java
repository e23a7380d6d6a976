package dev.breakwater.resilience.retry;

/**
 * The share of calls that may be repeated, over a sliding window.
 *
 * @param ratio 0 to 1
 * @param minPerSecond repeats that are always allowed, however few calls there are
 */
public record RetryBudgetConfig(double ratio, double minPerSecond) {
    public static final RetryBudgetConfig DEFAULT = new RetryBudgetConfig(0.2, 1);

    public RetryBudgetConfig {
        if (ratio < 0 || ratio > 1) {
            throw new IllegalArgumentException("ratio: must be between 0% and 100%");
        }
        if (minPerSecond < 0) {
            throw new IllegalArgumentException("min-per-second: must not be negative, is " + minPerSecond);
        }
    }
}
