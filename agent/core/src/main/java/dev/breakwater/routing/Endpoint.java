package dev.breakwater.routing;

import dev.breakwater.resilience.breaker.Breakers;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import dev.breakwater.resilience.limit.Limiter;
import dev.breakwater.time.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An endpoint at work: its configuration and what its calls have taught about it. Thread-safe. */
public final class Endpoint {
    private static final double NEWEST_SHARE = 0.2;

    private final EndpointConfig config;
    private final KeyPool keys;
    private final Breakers breakers;
    private final LimitConfig limit;
    private final Ticker ticker;
    private final @Nullable Limiter shared;
    private final Map<ApiKey, Limiter> perKey = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile double latencyNanos;

    /**
     * @param upstreamLimiter the limiter that all endpoints share when the limit is per upstream, or null
     */
    public Endpoint(
            EndpointConfig config,
            Breakers breakers,
            LimitConfig limit,
            @Nullable Limiter upstreamLimiter,
            Ticker ticker) {
        this.config = config;
        this.keys = new KeyPool(config.keys());
        this.breakers = breakers;
        this.limit = limit;
        this.ticker = ticker;
        this.shared =
                limit.per() == LimitScope.ENDPOINT && limit.limits() ? new Limiter(limit, ticker) : upstreamLimiter;
    }

    public String name() {
        return config.name();
    }

    public EndpointConfig config() {
        return config;
    }

    public KeyPool keys() {
        return keys;
    }

    public Breakers breakers() {
        return breakers;
    }

    /** What limits requests with that key here, or null when nothing does. */
    public @Nullable Limiter limiter(ApiKey key) {
        if (!limit.limits()) {
            return null;
        }
        return limit.per() == LimitScope.KEY ? perKey.computeIfAbsent(key, k -> new Limiter(limit, ticker)) : shared;
    }

    /** The limiter that all endpoints of the upstream or all keys of this one share, or null. */
    public @Nullable Limiter sharedLimiter() {
        return shared;
    }

    /** A request is on its way here. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    /** It is over; {@code latencyNanos} is negative when it says nothing about the endpoint's speed. */
    public void end(long nanos) {
        inFlight.decrementAndGet();
        if (nanos >= 0) {
            double known = latencyNanos;
            // A lost update between two threads costs one sample of a moving average.
            latencyNanos = known == 0 ? nanos : known + NEWEST_SHARE * (nanos - known);
        }
    }

    /** Requests that are on their way. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Moving average over successful answers, 0 while none is known. */
    public double averageLatencyNanos() {
        return latencyNanos;
    }

    @Override
    public String toString() {
        return name();
    }
}
