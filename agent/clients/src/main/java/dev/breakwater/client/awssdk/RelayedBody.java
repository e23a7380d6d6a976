package dev.breakwater.client.awssdk;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.http.SdkCancellationException;

/** The body that the application gets from the agent: how reading it ends is how the call ends, as it is with the client's own. */
final class RelayedBody implements Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> relay;
    private final Application application;
    private final AtomicBoolean read = new AtomicBoolean();

    RelayedBody(Flow.Publisher<ByteBuffer> relay, Application application) {
        this.relay = relay;
        this.application = application;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        // Who comes second is refused, which is not the call's end.
        boolean first = read.compareAndSet(false, true);
        relay.subscribe(first ? new Reader(subscriber, application) : new ReactiveReader(subscriber));
    }

    private static final class Reader extends ReactiveReader {
        private final Application application;

        Reader(Subscriber<? super ByteBuffer> subscriber, Application application) {
            super(subscriber);
            this.application = application;
        }

        @Override
        void cancelled() {
            application.end(new SdkCancellationException("Subscriber cancelled before all events were published"));
        }

        @Override
        public void onError(Throwable error) {
            try {
                super.onError(error);
            } finally {
                application.fail(error);
            }
        }

        @Override
        public void onComplete() {
            try {
                super.onComplete();
            } finally {
                application.complete();
            }
        }
    }
}
