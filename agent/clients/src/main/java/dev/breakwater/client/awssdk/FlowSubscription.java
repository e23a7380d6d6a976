package dev.breakwater.client.awssdk;

import java.util.concurrent.Flow;
import org.reactivestreams.Subscription;

/** A subscription of reactive streams in the JDK's type. */
record FlowSubscription(Subscription subscription) implements Flow.Subscription {
    @Override
    public void request(long n) {
        subscription.request(n);
    }

    @Override
    public void cancel() {
        subscription.cancel();
    }
}
