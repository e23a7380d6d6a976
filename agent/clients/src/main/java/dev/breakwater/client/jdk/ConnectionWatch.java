package dev.breakwater.client.jdk;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Notices that an attempt's connection stands. The JDK's client has no connect limit of a single request, but it subscribes to
 * the body when, and only when, it has a connection to write to; to an empty one never.
 */
final class ConnectionWatch {
    private enum State {
        CONNECTING,
        CONNECTED,
        EXPIRED
    }

    /** What follows no demand. */
    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);

    /** The time for connecting is over; false if it was enough. From here on the body is not sent. */
    boolean expire() {
        return state.compareAndSet(State.CONNECTING, State.EXPIRED);
    }

    BodyPublisher watch(BodyPublisher publisher) {
        return new Watched(publisher);
    }

    private final class Watched implements BodyPublisher {
        private final BodyPublisher publisher;

        Watched(BodyPublisher publisher) {
            this.publisher = publisher;
        }

        @Override
        public long contentLength() {
            return publisher.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            if (state.compareAndSet(State.CONNECTING, State.CONNECTED) || state.get() == State.CONNECTED) {
                publisher.subscribe(subscriber);
            } else {
                subscriber.onSubscribe(NOTHING);
                subscriber.onError(new HttpConnectTimeoutException("HTTP connect timed out"));
            }
        }
    }
}
