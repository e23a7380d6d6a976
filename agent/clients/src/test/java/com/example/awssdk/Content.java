package com.example.awssdk;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** A request's body in pieces, as many as are asked for. */
final class Content implements SdkHttpContentPublisher {
    private static final int PIECE = 8192;

    private final byte[] bytes;
    private final Optional<Long> length;
    private final boolean once;
    private final AtomicBoolean used = new AtomicBoolean();
    private Throwable failure;

    /** @param once whether it can be subscribed to only once */
    Content(byte[] bytes, Optional<Long> length, boolean once) {
        this.bytes = bytes;
        this.length = length;
        this.once = once;
    }

    /** Fails where it would end. */
    Content failing(Throwable with) {
        failure = with;
        return this;
    }

    @Override
    public Optional<Long> contentLength() {
        return length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        boolean again = !used.compareAndSet(false, true);
        Pieces pieces = new Pieces(subscriber);
        subscriber.onSubscribe(pieces);
        if (again && once) {
            pieces.over = true;
            subscriber.onError(new IllegalStateException("this body can be read only once"));
        }
    }

    private final class Pieces implements Subscription {
        private final Subscriber<? super ByteBuffer> subscriber;
        private long demand;
        private int position;
        private boolean busy;
        private boolean over;

        Pieces(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public synchronized void request(long n) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            if (busy) {
                return;
            }
            busy = true;
            while (!over && demand > 0 && position < bytes.length) {
                int size = Math.min(PIECE, bytes.length - position);
                ByteBuffer piece = ByteBuffer.wrap(bytes, position, size).slice();
                position += size;
                demand--;
                subscriber.onNext(piece);
            }
            busy = false;
            if (!over && position == bytes.length) {
                over = true;
                if (failure == null) {
                    subscriber.onComplete();
                } else {
                    subscriber.onError(failure);
                }
            }
        }

        @Override
        public synchronized void cancel() {
            over = true;
        }
    }
}
