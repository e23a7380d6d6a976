package dev.breakwater.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until it is moved: for tests and simulations. Thread-safe. */
public final class ManualTicker implements Ticker {
    /** Some day in 2026, so that dates in answers look like dates. */
    private static final long EPOCH_MILLIS = 1_790_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long epochMillis() {
        return EPOCH_MILLIS + nanos.get() / 1_000_000;
    }

    /** Moves both clocks on. */
    public void advance(Duration duration) {
        advanceNanos(duration.toNanos());
    }

    /** Moves both clocks on. */
    public void advanceNanos(long by) {
        nanos.addAndGet(by);
    }
}
