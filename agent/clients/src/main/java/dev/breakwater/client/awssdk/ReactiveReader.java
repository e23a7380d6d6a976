package dev.breakwater.client.awssdk;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A subscriber of reactive streams, as publishers with the JDK's types see it. */
class ReactiveReader implements Flow.Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> reader;

    ReactiveReader(Subscriber<? super ByteBuffer> reader) {
        this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        reader.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                subscription.request(n);
            }

            @Override
            public void cancel() {
                subscription.cancel();
                cancelled();
            }
        });
    }

    /** It does not read on. */
    void cancelled() {}

    @Override
    public void onNext(ByteBuffer bytes) {
        reader.onNext(bytes);
    }

    @Override
    public void onError(Throwable error) {
        reader.onError(error);
    }

    @Override
    public void onComplete() {
        reader.onComplete();
    }
}
