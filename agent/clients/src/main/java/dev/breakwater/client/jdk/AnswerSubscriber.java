package dev.breakwater.client.jdk;

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
 * JDK's threads and the timer meet here, under the attempt's lock, which is never held while the application's code runs.
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
    private final CompletableFuture<Object> body = new CompletableFuture<>();
    private @Nullable Subscription upstream;
    private @Nullable List<ByteBuffer> held = new ArrayList<>();
    private @Nullable Relay<?> relay;
    private @Nullable Feed feed;
    private boolean ended;
    private @Nullable Throwable broken;

    AnswerSubscriber(LiveAttempt attempt, AnswerHandler<T> handler, ResponseInfo info, Threads threads) {
        this.attempt = attempt;
        this.handler = handler;
        this.info = info;
        this.threads = threads;
        this.timer = new LimitTimer(attempt, () -> Pool.execute(this::onLimit));
    }

    @Override
    public CompletionStage<Object> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription opened) {
        upstream = opened;
        if (attempt.decision() != null) {
            settle();
        } else if (attempt.takenBack()) {
            drop();
        } else {
            timer.arm();
            opened.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int next = 0;
        boolean decided = false;
        boolean holding;
        attempt.lock().lock();
        try {
            holding = held != null;
            while (held != null && !decided && next < buffers.size()) {
                decided = attempt.bytes(buffers.subList(next, next + 1));
                held.add(buffers.get(next++));
            }
            if (feed != null && relay != null) {
                relay.received();
            }
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        }
        if (holding && !decided) {
            goOnHolding();
        } else if (!holding || next < buffers.size()) {
            // What came along with a first token has not kept it waiting.
            pass(buffers.subList(next, buffers.size()));
        }
    }

    private void pass(List<ByteBuffer> buffers) {
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

    private void goOnHolding() {
        if (attempt.takenBack()) {
            drop();
        } else {
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

    /** The gate's limit has passed. */
    private void onLimit() {
        boolean decided;
        boolean complete;
        Throwable failure;
        attempt.lock().lock();
        try {
            if (ended || !timer.stillPassed()) {
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
                    started = new Relay<>(attempt.lock(), handler.takeover(), body, info);
                    relaying = started;
                }
                feed = new Feed(attempt, opened(), timer);
                relay = relaying;
                attempt.deliverBy(relaying);
                relaying.takeFrom(feed, attempt.released(bytes));
            }
        } finally {
            attempt.lock().unlock();
        }
        if (delivers) {
            deliver(started);
        } else {
            drop();
        }
    }

    private void deliver(@Nullable Relay<T> started) {
        if (started == null) {
            timer.arm();
            // The client is done with this answer; where its bytes go is none of its business.
            body.complete(DROPPED);
            leaveUnlessWanted();
        } else {
            // First of all the application, which waits for it.
            started.start(() -> handler.subscriber(info), threads);
            timer.arm();
        }
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
