package dev.breakwater.client.awssdk;

import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.reactivestreams.Subscription;

/** A subscription of reactive streams in the JDK's type. */
record FlowSubscription(Subscription subscription) implements Flow.Subscription {
    @Override
    public void request(long n) {
        subscription.request(n);
    }

    /** Whoever has shut the client's event loop down has left nothing to cancel. */
    @Override
    public void cancel() {
        try {
            subscription.cancel();
        } catch (RejectedExecutionException shutDown) {
            // Its connections are closed.
        }
    }
}
