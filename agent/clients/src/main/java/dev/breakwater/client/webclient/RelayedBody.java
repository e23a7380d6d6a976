package dev.breakwater.client.webclient;

import dev.breakwater.client.nonblocking.Relay;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The body that the application gets, as Reactor sees it. */
final class RelayedBody extends Flux<DataBuffer> {
    private final Relay relay;

    RelayedBody(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> application) {
        relay.subscribe(new Reader(application));
    }

    private record Reader(CoreSubscriber<? super DataBuffer> application) implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            application.onSubscribe(new ReactiveSubscription(subscription));
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            application.onNext(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
        }

        @Override
        public void onError(Throwable error) {
            application.onError(error);
        }

        @Override
        public void onComplete() {
            application.onComplete();
        }
    }
}
