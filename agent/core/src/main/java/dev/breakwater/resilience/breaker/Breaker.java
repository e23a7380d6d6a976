package dev.breakwater.resilience.breaker;

import dev.breakwater.time.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One circuit breaker for one endpoint and model: Resilience4j's state machine, on our clock. Thread-safe.
 */
public final class Breaker {

    /** Told of every change of state, on the thread that caused it. */
    @FunctionalInterface
    public interface Listener {
        void changed(String from, String to);
    }

    private final CircuitBreaker state;
    private final boolean onlyReports;
    private final long openNanos;
    private final Ticker ticker;
    private final Listener listener;
    private final AtomicReference<CircuitBreaker.State> told;
    private volatile long openedNanos;

    /**
     * @param onlyReports whether it counts and reports but never refuses
     */
    public Breaker(BreakerConfig config, boolean onlyReports, Ticker ticker, Listener listener) {
        this.onlyReports = onlyReports;
        this.openNanos = config.waitDurationInOpenState().toNanos();
        this.ticker = ticker;
        this.listener = listener;
        this.state = CircuitBreaker.of("breakwater", resilience4j(config, ticker));
        this.told = new AtomicReference<>(state.getState());
    }

    /**
     * Whatever may change the state is followed by this. Not by Resilience4j's own events: with anybody listening to any of
     * them it makes one, date and all, of every success, which took longer than counting it.
     */
    private void tell() {
        CircuitBreaker.State now = state.getState();
        CircuitBreaker.State before = told.get();
        // Of several threads that see a change, one tells it.
        if (before != null && now != before && told.compareAndSet(before, now)) {
            if (now == CircuitBreaker.State.OPEN) {
                openedNanos = ticker.nanos();
            }
            listener.changed(before.name(), now.name());
        }
    }

    private static CircuitBreakerConfig resilience4j(BreakerConfig config, Ticker ticker) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        config.slidingWindowSize(),
                        config.minimumNumberOfCalls(),
                        CircuitBreakerConfig.SlidingWindowType.valueOf(
                                config.slidingWindowType().name()))
                .failureRateThreshold(config.failureRateThreshold())
                .slowCallRateThreshold(config.slowCallRateThreshold())
                .slowCallDurationThreshold(config.slowCallDurationThreshold())
                .waitDurationInOpenState(config.waitDurationInOpenState())
                .permittedNumberOfCallsInHalfOpenState(config.permittedNumberOfCallsInHalfOpenState())
                .writableStackTraceEnabled(false)
                .clock(new TickerClock(ticker))
                .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
                .build();
    }

    /** Takes permission for one send, to be ended by exactly one of {@link #success}, {@link #failure}, {@link #release}. */
    public boolean tryAcquire() {
        boolean allowed = state.tryAcquirePermission();
        tell();
        return allowed || onlyReports;
    }

    /** Whether a send would be allowed, without taking a permission: open breakers whose wait is over say yes. */
    public boolean ready(long nowNanos) {
        if (onlyReports) {
            return true;
        }
        return switch (state.getState()) {
            case OPEN -> nowNanos - openedNanos >= openNanos;
            case FORCED_OPEN -> false;
            default -> true;
        };
    }

    public void success(long durationNanos) {
        state.onSuccess(durationNanos, TimeUnit.NANOSECONDS);
        tell();
    }

    public void failure(long durationNanos, @Nullable Throwable error) {
        state.onError(durationNanos, TimeUnit.NANOSECONDS, error == null ? new NoAnswer() : error);
        tell();
    }

    /** The send says nothing about the target's health: not made, cancelled, or refused for the caller's own fault. */
    public void release() {
        state.releasePermission();
    }

    /** Resilience4j's name of the present state. */
    public String stateName() {
        return state.getState().name();
    }

    /** Resilience4j wants an exception where a status is all there is; it looks at nothing but the type. */
    private static final class NoAnswer extends Exception {
        NoAnswer() {
            super("no usable answer", null, false, false);
        }
    }
}
