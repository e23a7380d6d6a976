package dev.breakwater.client.jdk;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Notices that an attempt's connection stands. The JDK's client has no connect limit of a single request, but it subscribes to
 * the body when, and only when, it has a connection to write to.
 */
final class ConnectionWatch {
    private volatile boolean connected;

    boolean connected() {
        return connected;
    }

    @Nullable
    BodyPublisher watch(@Nullable BodyPublisher publisher) {
        return publisher == null ? null : new Watched(publisher);
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
            connected = true;
            publisher.subscribe(subscriber);
        }
    }
}
