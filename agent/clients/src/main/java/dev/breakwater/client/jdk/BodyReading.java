package dev.breakwater.client.jdk;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to the application's publisher, once, and keeps what it says. Beyond {@link RequestBody#MAX_BYTES} it stops asking
 * and hands the subscription on, so that nothing of a one-shot body is lost.
 */
final class BodyReading implements Subscriber<ByteBuffer> {
    private final BodyPublisher publisher;
    private final Collected bytes;
    private final CompletableFuture<RequestBody> done = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Subscriber<? super ByteBuffer> heir;
    private boolean ended;
    private @Nullable Throwable failure;

    BodyReading(BodyPublisher publisher) {
        this.publisher = publisher;
        this.bytes = new Collected((int) Math.max(512, Math.min(publisher.contentLength(), RequestBody.MAX_BYTES)));
    }

    /** Runs the application's code: on its own thread for a blocking call, else where the client would run it. */
    CompletableFuture<RequestBody> start() {
        publisher.subscribe(this);
        return done;
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription = opened;
        opened.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        Subscriber<? super ByteBuffer> next = heir;
        if (next != null) {
            next.onNext(buffer);
            return;
        }
        bytes.add(buffer);
        if (bytes.size() > RequestBody.MAX_BYTES) {
            done.complete(RequestBody.tooLarge(BodyPublishers.fromPublisher(this::handOn)));
        } else {
            opened().request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        Subscriber<? super ByteBuffer> next = ended(error);
        if (next != null) {
            next.onError(error);
        } else {
            done.completeExceptionally(error);
        }
    }

    @Override
    public void onComplete() {
        Subscriber<? super ByteBuffer> next = ended(null);
        if (next != null) {
            next.onComplete();
        } else {
            done.complete(RequestBody.read(bytes.exact(), publisher));
        }
    }

    /** Who is to be told of the end; null if nobody has taken over yet. */
    private @Nullable Subscriber<? super ByteBuffer> ended(@Nullable Throwable error) {
        lock.lock();
        try {
            ended = true;
            failure = error;
            return heir;
        } finally {
            lock.unlock();
        }
    }

    /** The application has taken the call back before its body was read. */
    void cancel() {
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private void handOn(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Subscription() {
            private boolean begun;

            @Override
            public void request(long n) {
                // Reached by one thread at a time, as the client's own flow has it.
                if (begun) {
                    opened().request(n);
                    return;
                }
                begun = true;
                boolean ended = takeOver(subscriber);
                subscriber.onNext(ByteBuffer.wrap(bytes.exact()));
                if (ended) {
                    passEnd(subscriber);
                } else if (n > 1) {
                    opened().request(n == Long.MAX_VALUE ? n : n - 1);
                }
            }

            @Override
            public void cancel() {
                opened().cancel();
            }
        });
    }

    /** From here on the publisher talks to the client; true if it has already said all. */
    private boolean takeOver(Subscriber<? super ByteBuffer> subscriber) {
        lock.lock();
        try {
            heir = subscriber;
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void passEnd(Subscriber<? super ByteBuffer> subscriber) {
        Throwable error = failure;
        if (error == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(error);
        }
    }

    private Flow.Subscription opened() {
        Subscription open = subscription;
        if (open == null) {
            throw new IllegalStateException("a publisher published before it was subscribed to");
        }
        return open;
    }

    /** Spares the copy that {@link ByteArrayOutputStream#toByteArray} makes where the publisher's length was right. */
    private static final class Collected extends ByteArrayOutputStream {
        Collected(int expected) {
            super(expected);
        }

        void add(ByteBuffer buffer) {
            if (buffer.hasArray()) {
                write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            } else {
                byte[] chunk = new byte[buffer.remaining()];
                buffer.duplicate().get(chunk);
                writeBytes(chunk);
            }
        }

        byte[] exact() {
            return count == buf.length ? buf : toByteArray();
        }
    }
}
