package dev.breakwater.client.jdk;

import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.LiveAttempt;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives an answer to the application's subscriber: first what was held back, then what follows, at the application's own pace,
 * and from another attempt's answer if this one breaks and can be taken up. Signals come from the client, the timer and the
 * application's threads; they go out one at a time, and after the last one none.
 *
 * @param <T> the application's body type
 */
final class Relay<T> implements Subscription, LiveAttempt.Delivery {
    private final ReentrantLock lock;
    private final Takeover takeover;
    private final CompletableFuture<Object> body;
    private final ResponseInfo head;
    private @Nullable Feed feed;
    private @Nullable BodySubscriber<T> subscriber;
    private boolean subscribed;
    private @Nullable List<ByteBuffer> queued;
    private long demand;
    private long asked;
    private boolean emitting = true;
    private boolean ended;
    private @Nullable Throwable failure;
    private boolean over;
    private boolean detached;

    /** @param detached whether the client is done with the call: then it cannot tell that the application takes it back */
    Relay(ReentrantLock lock, Takeover takeover, CompletableFuture<Object> body, ResponseInfo head, boolean detached) {
        this.detached = detached;
        this.head = head;
        this.lock = lock;
        this.takeover = takeover;
        this.body = body;
    }

    /**
     * Brings the application's subscriber in, unless it is there already: null if it throws, which is the call's failure, as it
     * would be without the agent.
     */
    @Nullable
    BodySubscriber<T> bring(Supplier<BodySubscriber<T>> application) {
        if (subscriber != null) {
            return subscriber;
        }
        try {
            BodySubscriber<T> brought = application.get();
            subscriber = brought;
            return brought;
        } catch (RuntimeException | Error e) {
            fail(e);
            return null;
        }
    }

    /** Lets it have what has come so far. */
    void start(BodySubscriber<T> application, Threads threads) {
        if (subscribe(application, threads)) {
            idle();
            emit();
        }
    }

    /** Lets it ask for what it will be given by and by; once. */
    boolean subscribe(BodySubscriber<T> application, Threads threads) {
        if (subscribed) {
            return true;
        }
        subscribed = true;
        try {
            threads.bodyOf(application).whenComplete((value, error) -> Threads.complete(body, value, error));
            application.onSubscribe(this);
        } catch (RuntimeException | Error e) {
            fail(e);
            return false;
        }
        return true;
    }

    private void fail(Throwable error) {
        cancel();
        body.completeExceptionally(error);
    }

    /**
     * From here on the bytes come from this answer; under the lock.
     *
     * @param owed items that were asked of the client and have not come yet
     */
    void takeFrom(Feed next, List<ByteBuffer> held, long owed) {
        feed = next;
        asked = owed;
        add(held);
    }

    /** Whether anybody still waits for bytes. */
    boolean reading() {
        lock.lock();
        try {
            return !over && !ended;
        } finally {
            lock.unlock();
        }
    }

    /** More of the answer; under the lock, and {@link #emit} follows. */
    void add(List<ByteBuffer> buffers) {
        if (!buffers.isEmpty()) {
            queued = queued == null ? buffers : joined(queued, buffers);
        }
    }

    private static List<ByteBuffer> joined(List<ByteBuffer> first, List<ByteBuffer> second) {
        List<ByteBuffer> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The client has kept its word for one item; under the lock. */
    void received() {
        asked = asked == Long.MAX_VALUE ? asked : Math.max(0, asked - 1);
    }

    /** An answer is over: well, or with what the application must see in place of a clean end if nobody takes it up. */
    void end(Feed from, @Nullable Throwable error) {
        Decision next = null;
        lock.lock();
        try {
            if (ended || !reads(from)) {
                return;
            }
            if (error != null && !over) {
                next = from.attempt().recover();
            }
            if (next == null) {
                ended = true;
                failure = error;
            } else {
                detached = true;
                feed = null;
            }
        } finally {
            lock.unlock();
        }
        from.timer().stop();
        // First the application, then the client: that one would tell of its own cancellation.
        emit();
        if (error != null) {
            from.upstream().cancel();
        }
        if (next != null) {
            takeover.resume(next, this);
        }
    }

    /** By their attempts: a record's own {@code equals} goes through all it has. */
    private boolean reads(Feed from) {
        return feed != null && feed.attempt().equals(from.attempt());
    }

    /** Nobody could take the answer up. */
    void giveUp(Throwable error) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = error;
            }
        } finally {
            lock.unlock();
        }
        emit();
    }

    /** The application has taken the call back: what the client does not know of must be told. */
    @Override
    public void takeBack() {
        Feed current;
        lock.lock();
        try {
            if (!detached || ended) {
                return;
            }
            ended = true;
            failure = new IOException("Request cancelled");
            current = feed;
        } finally {
            lock.unlock();
        }
        leave(current);
        emit();
    }

    /** The client knows nothing of what goes on: the rest of a broken answer comes from elsewhere, for one. */
    boolean detached() {
        lock.lock();
        try {
            return detached;
        } finally {
            lock.unlock();
        }
    }

    /** What becomes of the application's subscriber. */
    CompletableFuture<Object> body() {
        return body;
    }

    /** The head that the application was given, or is to be given once its body is there. */
    ResponseInfo head() {
        return head;
    }

    @Override
    public void request(long n) {
        Feed current;
        lock.lock();
        try {
            current = feed;
            if (n <= 0) {
                ended = true;
                failure = new IllegalArgumentException("a demand must be more than 0, is " + n);
            } else {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
        } finally {
            lock.unlock();
        }
        emit();
        if (n <= 0) {
            leave(current);
        }
    }

    @Override
    public void cancel() {
        Feed current;
        lock.lock();
        try {
            over = true;
            queued = null;
            current = feed;
        } finally {
            lock.unlock();
        }
        leave(current);
    }

    private void leave(@Nullable Feed current) {
        if (current == null) {
            takeover.cancel();
        } else {
            current.timer().stop();
            current.attempt().left();
            current.upstream().cancel();
        }
    }

    /** Says whatever can be said now. One thread at a time: whoever finds another one at it leaves its news to that one. */
    void emit() {
        while (true) {
            List<ByteBuffer> bytes = null;
            boolean last = false;
            long more = 0;
            Feed from;
            lock.lock();
            try {
                if (emitting || over) {
                    return;
                }
                emitting = true;
                from = feed;
                if (queued != null && demand > 0) {
                    bytes = queued;
                    queued = null;
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                } else if (ended && (queued == null || failure != null)) {
                    over = true;
                    last = true;
                } else {
                    emitting = false;
                    more = from == null ? 0 : ask(from);
                }
            } finally {
                lock.unlock();
            }
            if (bytes != null) {
                pass(bytes, from);
                continue;
            }
            if (last) {
                finish();
            } else if (more > 0 && from != null) {
                from.upstream().request(more);
            }
            return;
        }
    }

    /** What to ask of the client, so that it owes as much as the application waits for. */
    private long ask(Feed from) {
        if (queued != null || ended) {
            return 0;
        }
        long more = demand == Long.MAX_VALUE ? (asked == demand ? 0 : demand) : Math.max(0, demand - asked);
        asked = Math.max(asked, demand);
        if (asked > 0) {
            from.timer().resume();
        }
        return more;
    }

    private void pass(List<ByteBuffer> bytes, @Nullable Feed from) {
        try {
            if (from != null) {
                from.attempt().passed();
            }
            opened().onNext(bytes);
        } catch (RuntimeException | Error e) {
            // The application's own failure: the provider is not to be blamed for what the client makes of it.
            if (from != null) {
                from.attempt().left();
            }
            throw e;
        } finally {
            idle();
        }
    }

    private void idle() {
        lock.lock();
        try {
            emitting = false;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        Throwable error = failure;
        if (error == null) {
            opened().onComplete();
        } else {
            opened().onError(error);
        }
    }

    private BodySubscriber<T> opened() {
        BodySubscriber<T> open = subscriber;
        if (open == null) {
            throw new IllegalStateException("the application's subscriber has not been made");
        }
        return open;
    }
}
