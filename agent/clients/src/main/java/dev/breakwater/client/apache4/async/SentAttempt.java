package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.http.client.methods.HttpRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * An attempt under way. Taking it back completes it only if nothing was decided yet: the client's threads may be at it.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class SentAttempt<T> extends CompletableFuture<Answer<Delivery<T>>> {
    private final LiveAttempt live;
    private final HttpRequestBase request;
    private final ReentrantLock abortLock = new ReentrantLock();
    private boolean started;
    private boolean aborted;

    SentAttempt(LiveAttempt live, HttpRequestBase request) {
        this.live = live;
        this.request = request;
    }

    /** The client has the request: before that it would not hear of an abort. */
    void started() {
        if (noted(true)) {
            request.abort();
        }
    }

    /** Ends the exchange, however far it is. */
    void abort() {
        if (noted(false)) {
            request.abort();
        }
    }

    private boolean noted(boolean start) {
        abortLock.lock();
        try {
            started |= start;
            aborted |= !start;
            return started && aborted;
        } finally {
            abortLock.unlock();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // In this order: what the client makes of the cancellation must not come first.
        boolean ended = live.takeBack() && completeExceptionally(new CancellationException());
        abort();
        return ended;
    }

    /** Watches the time until the head; what follows it has another watch. */
    void limitHead() {
        Attempt attempt = live.attempt();
        long deadline = attempt.answerDeadlineNanos();
        if (deadline != Caller.NO_DEADLINE) {
            Runnable timer = ScheduledDelayer.shared()
                    .after(deadline - live.nanos(), () -> Pool.execute(() -> headLimit(attempt)));
            whenComplete((answer, error) -> timer.run());
        }
    }

    private void headLimit(Attempt attempt) {
        Answer<Delivery<T>> answer;
        live.lock().lock();
        try {
            if (!live.awaitsHead() || !live.takeBack()) {
                return;
            }
            long now = live.nanos();
            answer = decided(attempt.call(), attempt.limitPassed(now), now);
        } finally {
            live.lock().unlock();
        }
        abort();
        if (answer != null) {
            complete(answer);
        }
    }

    /** The client has failed before there was an answer. */
    void failed(Outcome.Failed outcome) {
        Answer<Delivery<T>> answer;
        live.lock().lock();
        try {
            if (!live.takeBack()) {
                return;
            }
            answer = decided(live.attempt().call(), outcome, live.nanos());
        } finally {
            live.lock().unlock();
        }
        if (answer != null) {
            Pool.execute(() -> complete(answer));
        }
    }

    /** Null if the engine itself fails: then that is this attempt's failure. */
    private @Nullable Answer<Delivery<T>> decided(Call call, Outcome.Failed outcome, long nowNanos) {
        try {
            return new Answer<>(null, call.next(outcome, nowNanos));
        } catch (RuntimeException | LinkageError bug) {
            completeExceptionally(bug);
            return null;
        }
    }
}
