package dev.breakwater.client.webclient;

import java.util.concurrent.Flow;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/** A subscription of the JDK's in the type of reactive streams. */
record ReactiveSubscription(Flow.Subscription subscription) implements Subscription {
    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            subscription.request(n);
        }
    }

    @Override
    public void cancel() {
        subscription.cancel();
    }
}
