package dev.breakwater.client.jdk;

import dev.breakwater.call.Caller;
import dev.breakwater.client.nonblocking.LiveAttempt;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Receives an answer for a blocked caller. The client's {@code send} is let return before anything is decided, with this as the
 * response's body: at the head of a stream, as without the agent, or where a limit has to be kept, else at the first bytes. The
 * caller then works for the answer itself, while the client is still busy with it.
 */
final class BlockingSubscriber implements BodySubscriber<Object> {
    private final LiveAttempt attempt;
    private final ReceivedAnswer<?> answer;
    private final CallerThread caller;
    private final CompletableFuture<Object> given = new CompletableFuture<>();
    private volatile @Nullable Subscription upstream;

    BlockingSubscriber(LiveAttempt attempt, ReceivedAnswer<?> answer, CallerThread caller) {
        this.attempt = attempt;
        this.answer = answer;
        this.caller = caller;
        boolean stream = attempt.attempt().call().facts().stream();
        if (stream || attempt.limitNanos() != Caller.NO_DEADLINE) {
            // The caller wakes while the provider thinks, and sees to it that it does not think for too long.
            given.complete(this);
        }
    }

    @Override
    public CompletionStage<Object> getBody() {
        return given;
    }

    @Override
    public void onSubscribe(Subscription opened) {
        upstream = opened;
        if (answer.opened(opened)) {
            opened.request(1);
        } else {
            bring(answer::settle);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (caller.hasLeft()) {
            answer.next(buffers, false);
            return;
        }
        // Asked from the caller's thread, the client would need another one of its own to hear it.
        boolean askedAhead = answer.holding();
        bring(() -> answer.next(buffers, askedAhead));
        if (askedAhead) {
            opened().request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        bring(() -> answer.onError(error));
    }

    @Override
    public void onComplete() {
        bring(answer::onComplete);
    }

    private void bring(Runnable task) {
        caller.execute(task, answer::subscriberFailed);
        if (!given.isDone()) {
            given.complete(this);
        }
    }

    /**
     * Works for the answer on the caller's thread until it is decided what becomes of it.
     *
     * @return the application's body, if the answer is the application's
     * @throws InterruptedException if the caller was interrupted: then the answer is dropped
     */
    CompletableFuture<Object> awaitDecision() throws InterruptedException {
        answer.prepare();
        while (!answer.settled()) {
            long left = nanosLeft();
            Runnable task = next(left);
            if (task != null) {
                task.run();
            } else if (left == 0) {
                answer.limitPassed();
            }
        }
        if (!answer.passedOn()) {
            caller.leave();
        }
        return answer.body();
    }

    private @Nullable Runnable next(long nanos) throws InterruptedException {
        try {
            return caller.await(nanos);
        } catch (InterruptedException e) {
            attempt.takeBack();
            Subscription open = upstream;
            if (open != null) {
                open.cancel();
            }
            caller.leave();
            throw e;
        }
    }

    private long nanosLeft() {
        long limit = attempt.limitNanos();
        return limit == Caller.NO_DEADLINE ? Long.MAX_VALUE : Math.max(0, limit - attempt.nanos());
    }

    private Subscription opened() {
        Subscription open = upstream;
        if (open == null) {
            throw new IllegalStateException("the client published before it was subscribed to");
        }
        return open;
    }
}
