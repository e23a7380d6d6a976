package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.nonblocking.LiveAttempt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** An attempt under way. Taking it back completes it only if nothing was decided yet: the client's threads may be at it. */
final class SentAttempt extends CompletableFuture<Answer<Boolean>> {
    private final LiveAttempt live;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Future<?> exchange;
    private @Nullable Cancellable wire;
    private boolean aborted;

    SentAttempt(LiveAttempt live) {
        this.live = live;
    }

    LiveAttempt live() {
        return live;
    }

    /** The attempt has ended without a head, unless somebody else has ended it. */
    void end(Outcome.Failed outcome) {
        if (live.takeBack()) {
            complete(new Answer<>(null, live.attempt().call().next(outcome, live.nanos())));
        }
    }

    /** The time for the head is over. */
    void onHeadLimit() {
        if (live.awaitsHead()) {
            end(live.attempt().limitPassed(live.nanos()));
            abort();
        }
    }

    /** What the client calls this. */
    void exchange(Future<?> started) {
        boolean late;
        lock.lock();
        try {
            exchange = started;
            late = aborted;
        } finally {
            lock.unlock();
        }
        if (late) {
            started.cancel(true);
        }
    }

    /** What ends the exchange on its connection: the client itself may forget that, and cancel a lease that is long over. */
    void onTheWire(Cancellable started) {
        boolean late;
        lock.lock();
        try {
            wire = started;
            late = aborted;
        } finally {
            lock.unlock();
        }
        if (late) {
            started.cancel();
        }
    }

    /** Ends the exchange, which the client tells its consumer. */
    void abort() {
        Future<?> running;
        Cancellable writing;
        lock.lock();
        try {
            aborted = true;
            running = exchange;
            writing = wire;
            wire = null;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.cancel(true);
        }
        if (writing != null) {
            writing.cancel();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // In this order: what the client makes of the cancellation must not come first.
        boolean ended = live.takeBack() && completeExceptionally(new CancellationException());
        abort();
        return ended;
    }
}
