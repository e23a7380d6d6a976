package dev.breakwater.time;

/**
 * A monotonic clock and a wall clock, passed in wherever a decision needs time, so that tests and simulations own it.
 * Implementations are thread-safe.
 */
public interface Ticker {
    /** Monotonic nanoseconds with an arbitrary origin; only differences mean anything. */
    long nanos();

    /** Milliseconds since the epoch, for dates that a provider sends. */
    long epochMillis();

    /** Nanoseconds since the epoch, as finely as the wall clock can tell them. */
    default long epochNanos() {
        return epochMillis() * 1_000_000;
    }

    /** The machine's own clocks. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
