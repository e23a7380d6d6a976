package dev.breakwater.client.jdk;

import dev.breakwater.call.Caller;
import dev.breakwater.client.nonblocking.LimitTimer;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Receives one attempt's answer: keeps it back while nothing is decided, then passes it on to the application or drops it. The
 * JDK's threads, the timer and a blocked caller meet here, under the attempt's lock, which is never held while the application's
 * code runs.
 *
 * @param <T> the application's body type
 */
final class AnswerSubscriber<T> implements BodySubscriber<Object> {
    /** The body of an answer that the application does not get. */
    static final Object DROPPED = new Object();

    private final LiveAttempt attempt;
    private final AnswerHandler<T> handler;
    private final ResponseInfo info;
    private final Threads threads;
    private final LimitTimer timer;
    private final @Nullable CallerThread caller;
    /** What becomes of the application's subscriber. */
    private final CompletableFuture<Object> body = new CompletableFuture<>();
    /** What the client is told: the same; or this subscriber, as soon as its caller has something to do. */
    private final CompletableFuture<Object> given;

    private volatile @Nullable Subscription upstream;
    private @Nullable List<ByteBuffer> held = new ArrayList<>();
    private @Nullable Relay<?> relay;
    private @Nullable Feed feed;
    private int owed;
    private boolean ended;
    private boolean settled;
    private boolean passedOn;
    private @Nullable Throwable broken;

    /** @param caller who waits in {@link #awaitDecision}; null if nobody does */
    AnswerSubscriber(
            LiveAttempt attempt,
            AnswerHandler<T> handler,
            ResponseInfo info,
            Threads threads,
            @Nullable CallerThread caller) {
        this.attempt = attempt;
        this.handler = handler;
        this.info = info;
        this.threads = threads;
        this.timer = new LimitTimer(attempt, () -> Pool.execute(this::onLimit));
        this.caller = caller;
        this.given = caller == null ? body : new CompletableFuture<>();
        if (caller != null && attempt.attempt().call().facts().stream()) {
            // The caller wakes while the provider thinks, as it does without the agent.
            given.complete(this);
        }
    }

    @Override
    public CompletionStage<Object> getBody() {
        return given;
    }

    /** The application's body, once the answer has been decided to be the application's. */
    CompletableFuture<Object> body() {
        return body;
    }

    /**
     * Works for the answer on the caller's thread until it is decided what becomes of it.
     *
     * @throws InterruptedException if the caller was interrupted: then the answer is dropped
     */
    void awaitDecision(CallerThread self) throws InterruptedException {
        while (!settled) {
            long limit = attempt.limitNanos();
            long left = limit == Caller.NO_DEADLINE ? Long.MAX_VALUE : limit - attempt.nanos();
            Runnable task;
            try {
                task = self.await(Math.max(0, left));
            } catch (InterruptedException e) {
                takeBack(self);
                throw e;
            }
            if (task != null) {
                task.run();
            } else if (left <= 0) {
                limitPassed();
            }
        }
        if (!passedOn) {
            self.leave();
        }
    }

    private void takeBack(CallerThread self) {
        attempt.takeBack();
        Subscription open = upstream;
        if (open != null) {
            open.cancel();
        }
        self.leave();
    }

    /** Has it done by whoever works for this answer. */
    private void bring(Runnable task) {
        CallerThread own = caller;
        if (own == null) {
            task.run();
            return;
        }
        own.execute(task, this::failedHere);
        if (!given.isDone()) {
            given.complete(this);
        }
    }

    @Override
    public void onSubscribe(Subscription opened) {
        upstream = opened;
        if (attempt.decision() != null) {
            bring(this::settle);
        } else if (attempt.takenBack()) {
            drop();
        } else {
            if (caller == null) {
                timer.arm();
            }
            owed = 1;
            opened.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        // Asked from the caller's thread, the client would need another one of its own to hear it.
        boolean askedAhead = caller != null && holds();
        bring(() -> next(buffers, askedAhead));
        if (askedAhead) {
            opened().request(1);
        }
    }

    /** The client, too, tells a subscriber what it has thrown. */
    private void failedHere(Throwable error) {
        Relay<?> delivering = relay;
        if (delivering == null) {
            breakOff(error);
        } else {
            delivering.giveUp(error);
        }
        opened().cancel();
    }

    private boolean holds() {
        attempt.lock().lock();
        try {
            return held != null;
        } finally {
            attempt.lock().unlock();
        }
    }

    private void next(List<ByteBuffer> buffers, boolean askedAhead) {
        int next = 0;
        boolean decided = false;
        boolean holding;
        attempt.lock().lock();
        try {
            holding = held != null;
            owed -= askedAhead ? 0 : 1;
            while (held != null && !decided && next < buffers.size()) {
                decided = attempt.bytes(buffers.subList(next, next + 1));
                held.add(buffers.get(next++));
            }
            if (feed != null && relay != null && !askedAhead) {
                relay.received();
            }
        } finally {
            attempt.lock().unlock();
        }
        if (holding && !decided) {
            goOnHolding(askedAhead);
            return;
        }
        // What came along with a first token has not kept it waiting.
        List<ByteBuffer> rest = buffers.subList(next, buffers.size());
        if (decided && caller != null) {
            caller.next(() -> pass(rest));
            settle();
            return;
        }
        if (decided) {
            settle();
        }
        pass(rest);
    }

    private void pass(List<ByteBuffer> buffers) {
        if (buffers.isEmpty()) {
            return;
        }
        Throwable failure = null;
        attempt.lock().lock();
        try {
            if (feed != null && relay != null) {
                attempt.bytes(buffers);
                timer.pause();
                relay.add(attempt.released(buffers));
                failure = attempt.failure();
            }
        } finally {
            attempt.lock().unlock();
        }
        goOnDelivering(failure);
    }

    private void goOnHolding(boolean askedAhead) {
        if (attempt.takenBack()) {
            drop();
        } else if (!askedAhead) {
            owed = 1;
            opened().request(1);
        }
    }

    private void goOnDelivering(@Nullable Throwable failure) {
        Relay<?> delivering = relay;
        Feed own = feed;
        if (delivering == null || own == null) {
            return;
        }
        if (failure == null) {
            delivering.emit();
        } else {
            delivering.end(own, failure);
        }
    }

    @Override
    public void onError(Throwable error) {
        bring(() -> breakOff(error));
    }

    private void breakOff(Throwable error) {
        boolean decided;
        boolean complete;
        Throwable failure;
        attempt.lock().lock();
        try {
            decided = attempt.broken(error);
            ended = true;
            failure = attempt.failure();
            broken = failure == null ? error : failure;
            complete = failure == null && attempt.complete();
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (complete) {
            endWhole();
        } else if (feed != null) {
            goOnDelivering(broken);
        } else {
            timer.stop();
            body.completeExceptionally(error);
        }
    }

    @Override
    public void onComplete() {
        bring(this::complete);
    }

    private void complete() {
        boolean decided;
        attempt.lock().lock();
        try {
            decided = attempt.end();
            ended = true;
            if (feed != null && relay != null) {
                relay.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (feed != null && relay != null) {
            relay.end(feed, attempt.failure());
        } else if (attempt.decision() == null) {
            drop();
        }
    }

    /** Behind an answer that has come as a whole nothing can break. */
    private void endWhole() {
        attempt.lock().lock();
        try {
            if (relay != null) {
                relay.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (relay != null && feed != null) {
            relay.end(feed, null);
        }
    }

    /** The timer has seen the gate's limit pass. */
    private void onLimit() {
        attempt.lock().lock();
        try {
            if (ended || !timer.stillPassed()) {
                return;
            }
        } finally {
            attempt.lock().unlock();
        }
        limitPassed();
    }

    private void limitPassed() {
        boolean decided;
        boolean complete;
        Throwable failure;
        attempt.lock().lock();
        try {
            if (ended) {
                return;
            }
            decided = attempt.limit();
            failure = attempt.failure();
            complete = failure == null && attempt.complete();
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (complete) {
            endWhole();
            opened().cancel();
        } else if (failure != null) {
            goOnDelivering(failure);
        }
    }

    /** Whoever brought the decision carries it out. */
    private void settle() {
        Relay<T> started = null;
        boolean delivers;
        attempt.lock().lock();
        try {
            List<ByteBuffer> bytes = held;
            held = null;
            delivers = bytes != null && attempt.forApplication();
            if (bytes != null && delivers) {
                Relay<?> relaying = handler.resumed();
                if (relaying == null) {
                    started = new Relay<>(attempt.lock(), handler.takeover(), body, info, caller != null);
                    relaying = started;
                }
                feed = new Feed(attempt, opened(), timer);
                relay = relaying;
                attempt.deliverBy(relaying);
                relaying.takeFrom(feed, attempt.released(bytes), owed);
            }
        } finally {
            attempt.lock().unlock();
        }
        if (!delivers) {
            drop();
        } else if (started == null) {
            resume();
        } else {
            deliver(started);
        }
        settled = true;
    }

    private void resume() {
        timer.arm();
        // The client is done with this answer; where its bytes go is none of its business.
        body.complete(DROPPED);
        leaveUnlessWanted();
        goOn();
    }

    private void deliver(Relay<T> started) {
        BodySubscriber<T> application = started.bring(() -> handler.subscriber(info));
        CallerThread own = caller;
        if (application == null) {
            return;
        }
        if (own == null || Threads.neverWaits(application)) {
            begin(started, application);
        } else {
            // It may wait for what the caller does next.
            passedOn = true;
            threads.execute(() -> {
                CallerThread.guarded(() -> begin(started, application), this::failedHere);
                own.leave();
            });
        }
    }

    private void begin(Relay<T> started, BodySubscriber<T> application) {
        // First of all the application, which waits for it.
        started.start(application, threads);
        timer.arm();
        goOn();
    }

    private void goOn() {
        if (ended) {
            endAfterHeld();
        } else {
            goOnDelivering(attempt.failure());
        }
    }

    /** The application may have left while its stream was being taken up. */
    private void leaveUnlessWanted() {
        if (relay != null && !relay.reading()) {
            timer.stop();
            attempt.left();
            opened().cancel();
        }
    }

    private void endAfterHeld() {
        attempt.lock().lock();
        try {
            if (relay != null && broken == null) {
                relay.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (relay != null && feed != null) {
            relay.end(feed, broken == null ? attempt.failure() : broken);
        }
    }

    private void drop() {
        timer.stop();
        body.complete(DROPPED);
        settled = true;
        opened().cancel();
    }

    private Subscription opened() {
        Subscription open = upstream;
        if (open == null) {
            throw new IllegalStateException("the client published before it was subscribed to");
        }
        return open;
    }
}
