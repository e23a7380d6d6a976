package dev.breakwater.client.webclient;

import dev.breakwater.call.Decision;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The body that the application gets: first what was held back, then what follows, at the application's own pace, and from another
 * attempt's answer if this one breaks and can be taken up. Signals come from the connector, the timer and the application's
 * threads; they go out one at a time, and after the last one none. Like a connector's own body, it can be subscribed to once.
 */
final class Relay extends Flux<DataBuffer> implements Subscription {
    private final ReentrantLock lock;
    private final Takeover takeover;
    private @Nullable Feed feed;
    private @Nullable CoreSubscriber<? super DataBuffer> application;
    private List<ByteBuffer> queued = new ArrayList<>();
    private long demand;
    private boolean asked;
    private boolean emitting = true;
    private boolean ended;
    private @Nullable Throwable failure;
    private boolean over;

    Relay(ReentrantLock lock, Takeover takeover) {
        this.lock = lock;
        this.takeover = takeover;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> subscriber) {
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
            Operators.error(subscriber, new IllegalStateException(refusal));
            return;
        }
        subscriber.onSubscribe(this);
        idle();
        emit();
    }

    /** The application has lost interest in an answer whose body it has not begun to read. */
    void leaveUnread() {
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

    /** The connector has kept its word for one buffer; under the lock. */
    void received(Feed from) {
        asked &= !from.equals(feed);
        from.timer().pause();
    }

    /** An answer is over: well, or with what the application must see in place of a clean end if nobody takes it up. */
    void end(Feed from, @Nullable Throwable error) {
        Decision next = null;
        lock.lock();
        try {
            if (ended || !from.equals(feed)) {
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
        // First the application, then the connector: that one would tell of its own cancellation.
        emit();
        if (error != null) {
            from.upstream().cancel();
        }
        if (next != null) {
            takeover.resume(next, this);
        }
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
        if (!Operators.validate(n)) {
            return;
        }
        lock.lock();
        try {
            demand = Operators.addCap(demand, n);
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
            opened().onNext(Buffers.of(bytes));
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

    private CoreSubscriber<? super DataBuffer> opened() {
        CoreSubscriber<? super DataBuffer> open = application;
        if (open == null) {
            throw new IllegalStateException("nobody reads the body");
        }
        return open;
    }
}
