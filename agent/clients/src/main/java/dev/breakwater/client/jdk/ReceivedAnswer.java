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
import java.util.concurrent.Flow.Subscription;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's answer as it comes: kept back while nothing is decided, then passed on to the application or dropped. The JDK's
 * threads, the timer and a blocked caller meet here, under the attempt's lock, which is never held while the application's code
 * runs.
 *
 * @param <T> the application's body type
 */
final class ReceivedAnswer<T> {
    /** The body of an answer that the application does not get. */
    static final Object DROPPED = new Object();

    private final LiveAttempt attempt;
    private final AnswerHandler<T> handler;
    private final ResponseInfo info;
    private final LimitTimer timer;
    private final @Nullable CallerThread caller;
    /** What becomes of the application's subscriber. */
    private final CompletableFuture<Object> body = new CompletableFuture<>();

    private volatile @Nullable Subscription upstream;
    private volatile @Nullable List<ByteBuffer> held = new ArrayList<>();
    private @Nullable Relay<T> ahead;
    private @Nullable Relay<?> relay;
    private @Nullable Feed feed;
    private int owed;
    private boolean ended;
    private boolean settled;
    private boolean passedOn;
    private @Nullable Throwable broken;

    /** @param caller who works for the answer until it is decided; null if the client's own threads do */
    ReceivedAnswer(LiveAttempt attempt, AnswerHandler<T> handler, ResponseInfo info, @Nullable CallerThread caller) {
        this.attempt = attempt;
        this.handler = handler;
        this.info = info;
        this.timer = new LimitTimer(attempt, () -> Pool.execute(this::limitSeen));
        this.caller = caller;
    }

    /** The application's body, if the answer is decided to be the application's. */
    CompletableFuture<Object> body() {
        return body;
    }

    /** Watches the answer's limit: for an answer without a caller that does it. */
    void watch() {
        timer.arm();
    }

    /** Whether it is decided what becomes of the answer, and what had to be done for that is done. */
    boolean settled() {
        return settled;
    }

    /** Whether another thread goes on in the caller's place. */
    boolean passedOn() {
        return passedOn;
    }

    /** It has been subscribed to: is an item to be asked for? Not if it was decided before. */
    boolean opened(Subscription opened) {
        upstream = opened;
        boolean asks = attempt.decision() == null && !attempt.takenBack();
        owed = asks ? 1 : 0;
        return asks;
    }

    /** Does what can be done for the application while its caller waits in any case. */
    void prepare() {
        if (attempt.decision() == null) {
            ahead = handler.relayAhead(body, info);
        }
    }

    /** Whether all that has come is still kept back, as far as anybody can tell without waiting for whoever is at it. */
    boolean holding() {
        return held != null;
    }

    /** @param askedAhead whether the item after this one has been asked for already */
    void next(List<ByteBuffer> buffers, boolean askedAhead) {
        int next = 0;
        boolean decided = false;
        boolean holds;
        Throwable failure;
        attempt.lock().lock();
        try {
            owed -= askedAhead ? 0 : 1;
            if (relay != null && !askedAhead) {
                relay.received();
            }
            List<ByteBuffer> kept = held;
            holds = kept != null;
            failure = kept == null ? add(buffers) : null;
            while (kept != null && !decided && next < buffers.size()) {
                decided = attempt.bytes(buffers.subList(next, next + 1));
                kept.add(buffers.get(next++));
            }
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            goOnDecided(buffers.subList(next, buffers.size()));
        } else if (holds) {
            goOnHolding(askedAhead);
        } else {
            goOnDelivering(failure);
        }
    }

    /** More for whoever is given this answer, if anybody is; under the lock. */
    private @Nullable Throwable add(List<ByteBuffer> buffers) {
        if (feed == null || relay == null) {
            return null;
        }
        attempt.bytes(buffers);
        timer.pause();
        relay.add(attempt.released(buffers));
        return attempt.failure();
    }

    /** What came along with a first token does not keep it waiting. */
    private void goOnDecided(List<ByteBuffer> rest) {
        if (caller != null) {
            // Whoever feeds the application's subscriber, goes on with this.
            caller.next(() -> pass(rest), this::subscriberFailed);
        }
        settle();
        if (caller == null) {
            pass(rest);
        }
    }

    private void pass(List<ByteBuffer> buffers) {
        if (buffers.isEmpty()) {
            return;
        }
        Throwable failure;
        attempt.lock().lock();
        try {
            failure = add(buffers);
        } finally {
            attempt.lock().unlock();
        }
        goOnDelivering(failure);
    }

    /** The client, too, tells a subscriber what it has thrown. */
    void subscriberFailed(Throwable error) {
        Relay<?> delivering = relay;
        if (delivering == null) {
            onError(error);
        } else {
            delivering.giveUp(error);
            body.completeExceptionally(error);
            settled = true;
        }
        opened().cancel();
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

    /** It broke off. */
    void onError(Throwable error) {
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
            // Behind an answer that has come as a whole nothing can break.
            end(true, null);
        } else if (feed != null) {
            goOnDelivering(broken);
        } else {
            timer.stop();
            body.completeExceptionally(error);
        }
    }

    /** It has come to its end. */
    void onComplete() {
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

    private void end(boolean withRest, @Nullable Throwable error) {
        attempt.lock().lock();
        try {
            if (relay != null && withRest) {
                relay.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (relay != null && feed != null) {
            relay.end(feed, error);
        }
    }

    private void limitSeen() {
        endAtLimit(timer::stillPassed);
    }

    /** The gate's limit has passed: that ends the answer, unless something has come after all. */
    void limitPassed() {
        endAtLimit(() -> attempt.limitNanos() <= attempt.nanos());
    }

    private void endAtLimit(BooleanSupplier stillPassed) {
        boolean decided;
        boolean complete;
        Throwable failure;
        attempt.lock().lock();
        try {
            if (ended || !stillPassed.getAsBoolean()) {
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
            end(true, null);
            opened().cancel();
        } else if (failure != null) {
            goOnDelivering(failure);
        }
    }

    /** Carries out what was decided: done by whoever brought the decision. An answer taken back before that is dropped. */
    void settle() {
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
                    started = ahead == null ? handler.relay(body, info) : ahead;
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
            handler.threads().execute(() -> {
                CallerThread.guarded(() -> begin(started, application), this::subscriberFailed);
                own.leave();
            });
        }
    }

    private void begin(Relay<T> started, BodySubscriber<T> application) {
        // First of all the application, which waits for it.
        started.start(application, handler.threads());
        timer.arm();
        goOn();
    }

    private void goOn() {
        if (ended) {
            end(broken == null, broken == null ? attempt.failure() : broken);
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

    private void drop() {
        timer.stop();
        body.complete(DROPPED);
        settled = true;
        Subscription open = upstream;
        if (open != null) {
            // Else it is dropped when it is subscribed to.
            open.cancel();
        }
    }

    private Subscription opened() {
        Subscription open = upstream;
        if (open == null) {
            throw new IllegalStateException("the client published before it was subscribed to");
        }
        return open;
    }
}
