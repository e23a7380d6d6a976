package dev.breakwater.client.awssdk;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What reads with the JDK's types, as publishers of reactive streams see it. */
record FlowReader(Flow.Subscriber<? super ByteBuffer> reader) implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
        reader.onSubscribe(new FlowSubscription(subscription));
    }

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
