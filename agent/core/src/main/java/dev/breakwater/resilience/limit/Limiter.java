package dev.breakwater.resilience.limit;

import dev.breakwater.time.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests a minute and requests at a time, with one bounded queue for both. It never blocks: an {@link Admission} says go,
 * wait, or no. Thread-safe; its lock is held for a few instructions only.
 */
public final class Limiter {
    private final LimitConfig config;
    private final @Nullable Bucket rate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Place> queue = new ArrayDeque<>();
    private int inFlight;
    private int waitingForRate;

    public Limiter(LimitConfig config, Ticker ticker) {
        this.config = config;
        this.rate = config.requestsPerMinute() == 0 ? null : bucket(config.requestsPerMinute(), ticker);
    }

    /** A whole minute's allowance may be used at once, as the providers' own token buckets have it. */
    private static Bucket bucket(int requestsPerMinute, Ticker ticker) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(requestsPerMinute).refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new TickerMeter(ticker))
                .build();
    }

    /** Whether a request would be admitted now without waiting. */
    public boolean free() {
        if (config.concurrentRequests() > 0 && busy()) {
            return false;
        }
        return rate == null || rate.getAvailableTokens() > 0;
    }

    private boolean busy() {
        lock.lock();
        try {
            return inFlight >= config.concurrentRequests();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks for admission of one request.
     *
     * @param wake run once, on another thread, when a place that was waited for has become free
     * @param maxWaitNanos what the caller can still spare; the configured {@code max-wait} binds as well
     */
    public Admission request(Runnable wake, long maxWaitNanos) {
        long patience = Math.min(maxWaitNanos, config.maxWait().toNanos());
        lock.lock();
        try {
            long rateWait = rate == null ? 0 : rate.estimateAbilityToConsume(1).getNanosToWaitForRefill();
            boolean mustQueue = config.concurrentRequests() > 0 && inFlight >= config.concurrentRequests();
            if (rateWait > patience || (mustQueue && patience <= 0)) {
                return new Admission.Refused(rateWait);
            }
            if ((rateWait > 0 || mustQueue) && queue.size() + waitingForRate >= config.maxQueue()) {
                return new Admission.Refused(rateWait);
            }
            return admit(wake, mustQueue, patience);
        } finally {
            lock.unlock();
        }
    }

    private Admission admit(Runnable wake, boolean mustQueue, long patience) {
        long rateWait = rate == null ? 0 : rate.consumeIgnoringRateLimits(1);
        Place place = new Place(this, wake);
        if (mustQueue) {
            queue.add(place);
            return new Admission.Later(place, Math.max(patience, rateWait), rateWait);
        }
        inFlight++;
        place.granted = true;
        if (rateWait > 0) {
            waitingForRate++;
            place.waitsForRate = true;
            return new Admission.Later(place, rateWait, rateWait);
        }
        return new Admission.Granted(place);
    }

    /** The wait for the rate is over. */
    void stopWaiting(Place place) {
        lock.lock();
        try {
            if (place.waitsForRate) {
                place.waitsForRate = false;
                waitingForRate--;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a place, whatever it had come to; the next in the queue moves up. */
    void release(Place place, boolean unused) {
        Runnable wake = null;
        lock.lock();
        try {
            if (place.released) {
                return;
            }
            place.released = true;
            stopWaiting(place);
            if (unused && rate != null) {
                rate.addTokens(1);
            }
            if (!place.granted) {
                queue.remove(place);
                return;
            }
            wake = passOn();
        } finally {
            lock.unlock();
        }
        if (wake != null) {
            wake.run();
        }
    }

    private @Nullable Runnable passOn() {
        Place next = queue.poll();
        if (next == null) {
            inFlight--;
            return null;
        }
        next.granted = true;
        return next.wake;
    }

    /** Bucket4j on our clock. */
    private record TickerMeter(Ticker ticker) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticker.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
