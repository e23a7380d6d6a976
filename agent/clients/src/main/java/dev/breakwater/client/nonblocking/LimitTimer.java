package dev.breakwater.client.nonblocking;

import dev.breakwater.call.Caller;
import dev.breakwater.client.ScheduledDelayer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the limit of an answer under way. The limit moves with every event, the timer does not: it looks when it fires, and
 * sleeps on if the limit has moved. Time in which the application does not ask for more is not the provider's.
 */
public final class LimitTimer {
    private final LiveAttempt attempt;
    private final Runnable onLimit;
    private @Nullable Runnable scheduled;
    private boolean stopped;
    private boolean paused;
    private long pausedSinceNanos;
    private long seenLimitNanos;
    private long notTheProvidersNanos;

    /** @param onLimit must not do its work on the calling thread */
    public LimitTimer(LiveAttempt attempt, Runnable onLimit) {
        this.attempt = attempt;
        this.onLimit = onLimit;
    }

    /** Watches from now on; called again when another limit begins to count. */
    public void arm() {
        attempt.lock().lock();
        try {
            schedule();
        } finally {
            attempt.lock().unlock();
        }
    }

    public void stop() {
        attempt.lock().lock();
        try {
            stopped = true;
            unschedule();
        } finally {
            attempt.lock().unlock();
        }
    }

    /** An event has arrived, and the application is busy with it. Under the attempt's lock. */
    public void pause() {
        long limit = attempt.limitNanos();
        if (limit != seenLimitNanos) {
            seenLimitNanos = limit;
            notTheProvidersNanos = 0;
        }
        paused = true;
        pausedSinceNanos = attempt.nanos();
    }

    /** The application waits for the next event. Under the attempt's lock. */
    public void resume() {
        if (paused) {
            paused = false;
            notTheProvidersNanos += attempt.nanos() - pausedSinceNanos;
            if (scheduled == null) {
                schedule();
            }
        }
    }

    /**
     * Whether the limit is still passed: on the way from the timer to whoever acts on it, something may have arrived. If not, it
     * is watched again. Under the attempt's lock.
     */
    public boolean stillPassed() {
        if (!paused && limitNanos() <= attempt.nanos()) {
            return true;
        }
        stopped = false;
        if (!paused) {
            schedule();
        }
        return false;
    }

    private void schedule() {
        unschedule();
        long limit = limitNanos();
        if (!stopped && limit != Caller.NO_DEADLINE) {
            scheduled = ScheduledDelayer.shared().after(limit - attempt.nanos(), this::look);
        }
    }

    private void unschedule() {
        Runnable takeBack = scheduled;
        scheduled = null;
        if (takeBack != null) {
            takeBack.run();
        }
    }

    private void look() {
        attempt.lock().lock();
        try {
            scheduled = null;
            if (stopped || paused) {
                return;
            }
            if (limitNanos() > attempt.nanos()) {
                schedule();
                return;
            }
            stopped = !attempt.holding();
        } finally {
            attempt.lock().unlock();
        }
        onLimit.run();
    }

    private long limitNanos() {
        long limit = attempt.limitNanos();
        boolean moves =
                limit != Caller.NO_DEADLINE && limit != attempt.attempt().call().answerEndNanos();
        return moves ? limit + notTheProvidersNanos : limit;
    }
}
