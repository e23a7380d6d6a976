package dev.breakwater.client.blocking;

import dev.breakwater.call.Caller;
import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.time.Ticker;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends a blocking wait that takes too long, by aborting what the thread waits for. The limit moves with every read, the timer
 * does not: it looks when it fires, and sleeps on if the limit has moved. Thread-safe; one thread waits at a time.
 */
final class LimitWatch {
    private final Ticker ticker;
    private final Runnable abort;
    private final ReentrantLock lock = new ReentrantLock();
    private long limitNanos = Caller.NO_DEADLINE;
    private long timerNanos = Caller.NO_DEADLINE;
    private @Nullable Runnable timer;
    private boolean passed;

    LimitWatch(Ticker ticker, Runnable abort) {
        this.ticker = ticker;
        this.abort = abort;
    }

    /** Another attempt begins: what passed before is forgotten. */
    void reset() {
        lock.lock();
        try {
            passed = false;
        } finally {
            lock.unlock();
        }
    }

    /** A wait begins that must be over at {@code limit}. */
    void begin(long limit) {
        if (limit == Caller.NO_DEADLINE) {
            return;
        }
        lock.lock();
        try {
            limitNanos = limit;
            if (timer == null || limit < timerNanos) {
                schedule(limit);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The wait is over.
     *
     * @return whether the limit has ended it, or another wait of this attempt before; the abort has run then
     */
    boolean end() {
        lock.lock();
        try {
            limitNanos = Caller.NO_DEADLINE;
            return passed;
        } finally {
            lock.unlock();
        }
    }

    /** No wait follows. */
    void stop() {
        lock.lock();
        try {
            limitNanos = Caller.NO_DEADLINE;
            unschedule();
        } finally {
            lock.unlock();
        }
    }

    private void schedule(long limit) {
        unschedule();
        timerNanos = limit;
        timer = ScheduledDelayer.shared().after(limit - ticker.nanos(), this::look);
    }

    private void unschedule() {
        Runnable takeBack = timer;
        timer = null;
        if (takeBack != null) {
            takeBack.run();
        }
    }

    private void look() {
        lock.lock();
        try {
            timer = null;
            if (limitNanos == Caller.NO_DEADLINE) {
                return;
            }
            if (limitNanos > ticker.nanos()) {
                schedule(limitNanos);
                return;
            }
            passed = true;
            // Before the waiting thread can go on: it must not hit what that does next.
            abort.run();
        } finally {
            lock.unlock();
        }
    }
}
