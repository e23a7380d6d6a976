package dev.breakwater.client.webclient;

import dev.breakwater.client.nonblocking.BodyReading;
import dev.breakwater.client.nonblocking.Causes;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Subscribes to the application's body, once; complete when that has said all, as an inserter expects of whoever writes. */
final class CapturedWriting extends Mono<Void> {
    private final Publisher<? extends DataBuffer> body;
    private final Context context;
    private final BodyReading<DataBuffer> reading =
            new BodyReading<>(Buffers::takeBytes, DefaultDataBufferFactory.sharedInstance::wrap);

    CapturedWriting(Publisher<? extends DataBuffer> body, Context context) {
        this.body = body;
        this.context = context;
    }

    BodyReading<DataBuffer> reading() {
        return reading;
    }

    /** All of a body that did not fit, for one subscriber. */
    static Publisher<DataBuffer> rest(java.util.concurrent.Flow.Publisher<DataBuffer> rest) {
        return subscriber -> rest.subscribe(new Heir(subscriber));
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> inserter) {
        inserter.onSubscribe(new Subscription() {
            /** There is nothing to ask a Mono without a value for. */
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                reading.cancel();
            }
        });
        reading.end().whenComplete((nothing, error) -> {
            if (error == null) {
                inserter.onComplete();
            } else {
                inserter.onError(Causes.of(error));
            }
        });
        body.subscribe(new Reader());
    }

    /** The reading as Reactor sees it. */
    private final class Reader implements CoreSubscriber<DataBuffer> {
        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            reading.onSubscribe(new FlowSubscription(subscription));
        }

        @Override
        public void onNext(DataBuffer buffer) {
            reading.onNext(buffer);
        }

        @Override
        public void onError(Throwable error) {
            reading.onError(error);
        }

        @Override
        public void onComplete() {
            reading.onComplete();
        }
    }

    /** A connector as the reading sees it. */
    private record Heir(Subscriber<? super DataBuffer> connector)
            implements java.util.concurrent.Flow.Subscriber<DataBuffer> {
        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            connector.onSubscribe(new ReactiveSubscription(subscription));
        }

        @Override
        public void onNext(DataBuffer buffer) {
            connector.onNext(buffer);
        }

        @Override
        public void onError(Throwable error) {
            connector.onError(error);
        }

        @Override
        public void onComplete() {
            connector.onComplete();
        }
    }
}
