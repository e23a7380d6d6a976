package dev.breakwater.client.nonblocking;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the application's body, once, and keeps what it says. Beyond {@link #MAX_BYTES} it stops asking and hands the subscription
 * on, so that nothing of a one-shot body is lost.
 *
 * @param <T> the client's buffers
 */
public final class BodyReading<T> implements Subscriber<T> {
    /** A larger prompt is sent, but not kept. */
    public static final int MAX_BYTES = 8 << 20;

    private final Function<T, byte[]> take;
    private final Function<byte[], T> wrap;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final CompletableFuture<Publisher<T>> tooLarge = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Subscription upstream;
    private volatile @Nullable Subscriber<? super T> heir;
    private boolean ended;
    private @Nullable Throwable failure;
    private boolean cancelled;

    /**
     * @param take what is in a buffer, which is released
     * @param wrap a buffer that need not be released
     */
    public BodyReading(Function<T, byte[]> take, Function<byte[], T> wrap) {
        this.take = take;
        this.wrap = wrap;
    }

    /** Completed if the body does not fit, with all of it, for one subscriber; {@link #end} is not before that one was told. */
    public CompletableFuture<Publisher<T>> tooLarge() {
        return tooLarge;
    }

    /** Completed when the application's publisher has said all, or as it failed. */
    public CompletableFuture<@Nullable Void> end() {
        return end;
    }

    /** The body, once it has been read to its end. */
    public byte[] whole() {
        return bytes.toByteArray();
    }

    /** The application has taken the call back before its body was there. */
    public void cancel() {
        Subscription open;
        lock.lock();
        try {
            cancelled = true;
            open = upstream;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription opened) {
        boolean stale;
        lock.lock();
        try {
            upstream = opened;
            stale = cancelled;
        } finally {
            lock.unlock();
        }
        if (stale) {
            opened.cancel();
        } else {
            opened.request(1);
        }
    }

    @Override
    public void onNext(T buffer) {
        Subscriber<? super T> next = heir;
        if (next != null) {
            next.onNext(buffer);
            return;
        }
        bytes.writeBytes(take.apply(buffer));
        if (bytes.size() > MAX_BYTES) {
            tooLarge.complete(subscriber -> subscriber.onSubscribe(new Inheritance(subscriber)));
        } else {
            opened().request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        Subscriber<? super T> next = ended(error);
        if (next != null) {
            next.onError(error);
        }
        end.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        Subscriber<? super T> next = ended(null);
        if (next != null) {
            next.onComplete();
        }
        end.complete(null);
    }

    /** Who is to be told of the end; null if nobody has taken over. */
    private @Nullable Subscriber<? super T> ended(@Nullable Throwable error) {
        lock.lock();
        try {
            ended = true;
            failure = error;
            return heir;
        } finally {
            lock.unlock();
        }
    }

    private Subscription opened() {
        Subscription open = upstream;
        if (open == null) {
            throw new IllegalStateException("a publisher published before it was subscribed to");
        }
        return open;
    }

    /** What has been read goes out first. Until it has, the publisher is asked for nothing and its end is kept. */
    private final class Inheritance implements Subscription {
        private final Subscriber<? super T> subscriber;
        private boolean begun;
        private boolean open;
        private long waiting;

        Inheritance(Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            boolean first;
            boolean direct;
            lock.lock();
            try {
                first = !begun;
                begun = true;
                direct = open;
                if (!direct) {
                    waiting = added(waiting, n);
                }
            } finally {
                lock.unlock();
            }
            if (first) {
                subscriber.onNext(wrap.apply(whole()));
                goOn();
            } else if (direct) {
                opened().request(n);
            }
        }

        private void goOn() {
            boolean over;
            long more;
            lock.lock();
            try {
                open = true;
                heir = subscriber;
                over = ended;
                more = waiting == Long.MAX_VALUE ? waiting : waiting - 1;
            } finally {
                lock.unlock();
            }
            if (over) {
                passEnd();
            } else if (more > 0) {
                opened().request(more);
            }
        }

        private void passEnd() {
            Throwable error = failure;
            if (error == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(error);
            }
        }

        @Override
        public void cancel() {
            opened().cancel();
        }

        private static long added(long some, long more) {
            return some + more < 0 ? Long.MAX_VALUE : some + more;
        }
    }
}
