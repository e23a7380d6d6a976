package dev.breakwater.client.jdk;

import dev.breakwater.client.nonblocking.ConnectionWatch;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * Tells that an attempt's connection stands. The JDK's client has no connect limit of a single request, but it subscribes to the
 * body when, and only when, it has a connection to write to; to an empty one never.
 */
record WatchedBody(BodyPublisher publisher, ConnectionWatch connection) implements BodyPublisher {
    /** What follows no demand. */
    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    @Override
    public long contentLength() {
        return publisher.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (connection.stands()) {
            publisher.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(NOTHING);
            subscriber.onError(new HttpConnectTimeoutException("HTTP connect timed out"));
        }
    }
}
