package dev.breakwater.resilience.retry;

import java.time.Duration;

/**
 * Keeps repeats of failed calls below a share of all calls over the last ten seconds, so that an outage is not made worse by
 * those who suffer it. The window is cut into one-second slots; only the newest ten count. Thread-safe.
 */
public final class RetryBudget {
    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = Duration.ofSeconds(1).toNanos();

    private final RetryBudgetConfig config;
    private final long originNanos;
    private final long[] slotNumbers = new long[SLOTS];
    private final int[] calls = new int[SLOTS];
    private final int[] repeats = new int[SLOTS];

    public RetryBudget(RetryBudgetConfig config, long nowNanos) {
        this.config = config;
        this.originNanos = nowNanos;
    }

    /** A call has begun. */
    public synchronized void recordCall(long nowNanos) {
        calls[slot(nowNanos)]++;
    }

    /** Takes one repeat out of the budget, or answers false and changes nothing. */
    public synchronized boolean tryRepeat(long nowNanos) {
        int slot = slot(nowNanos);
        long newest = slotNumbers[slot];
        int callSum = 0;
        int repeatSum = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (slotNumbers[i] > newest - SLOTS) {
                callSum += calls[i];
                repeatSum += repeats[i];
            }
        }
        double allowed = Math.max(callSum * config.ratio(), config.minPerSecond() * SLOTS);
        if (repeatSum + 1 > allowed) {
            return false;
        }
        repeats[slot]++;
        return true;
    }

    private int slot(long nowNanos) {
        long number = Math.max(0, nowNanos - originNanos) / SLOT_NANOS;
        int slot = (int) (number % SLOTS);
        if (slotNumbers[slot] != number) {
            slotNumbers[slot] = number;
            calls[slot] = 0;
            repeats[slot] = 0;
        }
        return slot;
    }
}
