package dev.breakwater.client.nonblocking;

import dev.breakwater.call.Decision;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body that the application gets: first what was held back, then what follows, at the application's own pace, and from another
 * attempt's answer if this one breaks and can be taken up. Signals come from the client, the timer and the application's
 * threads; they go out one at a time, and after the last one none. Like a client's own body, it can be subscribed to once. In the
 * JDK's types: each application has reactive streams of its own.
 */
public final class Relay implements Publisher<ByteBuffer>, Subscription {
    private final ReentrantLock lock;
    private final Takeover<?> takeover;
    private @Nullable Feed feed;
    private @Nullable Subscriber<? super ByteBuffer> application;
    private List<ByteBuffer> queued = new ArrayList<>();
    private long demand;
    private boolean asked;
    private boolean emitting = true;
    private boolean ended;
    private @Nullable Throwable failure;
    private boolean over;

    /** @param lock the call's */
    public Relay(ReentrantLock lock, Takeover<?> takeover) {
        this.lock = lock;
        this.takeover = takeover;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        String refusal = null;
        lock.lock();
        try {
            if (application != null) {
                refusal = "The client response body can only be consumed once";
            } else if (over) {
                refusal = "The client response body has been released already due to cancellation";
            } else {
                application = subscriber;
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            refuse(subscriber, refusal);
            return;
        }
        subscriber.onSubscribe(this);
        idle();
        emit();
    }

    private static void refuse(Subscriber<? super ByteBuffer> subscriber, String refusal) {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(new IllegalStateException(refusal));
    }

    /** The application has lost interest in an answer whose body it has not begun to read. */
    public void leaveUnread() {
        boolean unread;
        lock.lock();
        try {
            unread = application == null;
        } finally {
            lock.unlock();
        }
        if (unread) {
            cancel();
        }
    }

    /** From here on the bytes come from this answer; under the lock. */
    void takeFrom(Feed next, List<ByteBuffer> held) {
        feed = next;
        asked = false;
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
        if (!over) {
            queued.addAll(buffers);
        }
    }

    /** The client has kept its word for one buffer; under the lock. */
    void received(Feed from) {
        asked &= !reads(from);
        from.timer().pause();
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

    /** The application has taken the call back: whoever reads is told, and what the answer comes from ends. */
    public void takeBack(Throwable error) {
        Feed current;
        lock.lock();
        try {
            if (ended || over) {
                return;
            }
            ended = true;
            failure = error;
            current = feed;
        } finally {
            lock.unlock();
        }
        emit();
        leave(current);
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

    @Override
    public void request(long n) {
        if (n <= 0) {
            takeBack(new IllegalArgumentException("a demand must be more than 0, is " + n));
            return;
        }
        lock.lock();
        try {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        } finally {
            lock.unlock();
        }
        emit();
    }

    @Override
    public void cancel() {
        Feed current;
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            queued = new ArrayList<>();
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
            boolean more = false;
            Feed from;
            lock.lock();
            try {
                if (emitting || over) {
                    return;
                }
                from = feed;
                if (!queued.isEmpty() && demand > 0) {
                    emitting = true;
                    bytes = queued;
                    queued = new ArrayList<>();
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                } else if (ended && (queued.isEmpty() || failure != null)) {
                    over = true;
                    last = true;
                } else {
                    more = from != null && mayAsk(from);
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
            } else if (more && from != null) {
                from.upstream().request(1);
            }
            return;
        }
    }

    /** One buffer at a time: what the application has not asked for stays with the provider. */
    private boolean mayAsk(Feed from) {
        if (demand == 0 || !queued.isEmpty() || ended) {
            return false;
        }
        from.timer().resume();
        boolean ask = !asked;
        asked = true;
        return ask;
    }

    private void pass(List<ByteBuffer> bytes, @Nullable Feed from) {
        try {
            if (from != null) {
                from.attempt().passed();
            }
            opened().onNext(joined(bytes));
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

    private static ByteBuffer joined(List<ByteBuffer> parts) {
        if (parts.size() == 1 && parts.get(0).hasArray()) {
            return parts.get(0);
        }
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            whole.put(part.duplicate());
        }
        return whole.flip();
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

    private Subscriber<? super ByteBuffer> opened() {
        Subscriber<? super ByteBuffer> open = application;
        if (open == null) {
            throw new IllegalStateException("nobody reads the body");
        }
        return open;
    }
}
