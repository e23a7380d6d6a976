package dev.breakwater.resilience.breaker;

import dev.breakwater.time.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Monotonic time as a Clock, so that a breaker neither opens nor closes because somebody set the wall clock. */
final class TickerClock extends Clock {
    private final Ticker ticker;

    TickerClock(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, ticker.nanos());
    }

    @Override
    public long millis() {
        return ticker.nanos() / 1_000_000;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
