package dev.breakwater.client.awssdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** Says what is in memory, to whoever asks. */
final class KnownBytes implements SdkHttpContentPublisher {
    private final byte[] bytes;
    private final Optional<Long> length;
    private final BooleanSupplier taken;

    /**
     * @param length as it is told
     * @param taken asked when somebody subscribes whether that one may have it: for a request's body, the client subscribes when its
     *     connection stands
     */
    KnownBytes(byte[] bytes, Optional<Long> length, BooleanSupplier taken) {
        this.bytes = bytes;
        this.length = length;
        this.taken = taken;
    }

    @Override
    public Optional<Long> contentLength() {
        return length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        if (!taken.getAsBoolean()) {
            refuse(subscriber);
            return;
        }
        Once once = new Once(bytes, subscriber);
        subscriber.onSubscribe(once);
        once.endIfEmpty();
    }

    /** Too late: the attempt counts as never sent. */
    static void refuse(Subscriber<? super ByteBuffer> subscriber) {
        Once never = new Once(new byte[0], subscriber);
        never.cancel();
        subscriber.onSubscribe(never);
        subscriber.onError(new IOException("the connection stood after its time limit"));
    }

    private static final class Once implements Subscription {
        private final byte[] bytes;
        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicBoolean over = new AtomicBoolean();

        Once(byte[] bytes, Subscriber<? super ByteBuffer> subscriber) {
            this.bytes = bytes;
            this.subscriber = subscriber;
        }

        void endIfEmpty() {
            if (bytes.length == 0 && over.compareAndSet(false, true)) {
                subscriber.onComplete();
            }
        }

        @Override
        public void request(long n) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            if (n <= 0) {
                subscriber.onError(new IllegalArgumentException("a demand must be more than 0, is " + n));
                return;
            }
            if (bytes.length > 0) {
                subscriber.onNext(ByteBuffer.wrap(bytes));
            }
            subscriber.onComplete();
        }

        @Override
        public void cancel() {
            over.set(true);
        }
    }
}
