package dev.breakwater.client.apache5.async;

import dev.breakwater.client.apache5.shared.Rethrow;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The application's producer after it has been asked for its request, which it may be only once: says the same again to the client.
 * A producer that keeps its request for later is left to do so.
 */
final class CapturedRequest implements AsyncRequestProducer {
    private final AsyncRequestProducer producer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable HttpRequest head;
    private @Nullable EntityDetails details;
    private @Nullable HttpContext context;
    private @Nullable RequestChannel heir;
    private @Nullable Exception failure;

    private CapturedRequest(AsyncRequestProducer producer) {
        this.producer = producer;
    }

    static CapturedRequest of(AsyncRequestProducer producer, HttpContext context) {
        CapturedRequest captured = new CapturedRequest(producer);
        try {
            producer.sendRequest(captured::received, context);
        } catch (HttpException | IOException | RuntimeException theApplications) {
            captured.failure = theApplications;
        }
        return captured;
    }

    private void received(HttpRequest request, @Nullable EntityDetails entity, HttpContext with)
            throws HttpException, IOException {
        RequestChannel waiting;
        lock.lock();
        try {
            waiting = heir;
            if (waiting == null) {
                details = entity;
                context = with;
                head = request;
            }
        } finally {
            lock.unlock();
        }
        if (waiting != null) {
            waiting.sendRequest(request, entity, with);
        }
    }

    /** The application's request; null if it has not said yet. */
    @Nullable
    HttpRequest head() {
        return failure == null ? head : null;
    }

    /** What is known of its body; null for none. */
    @Nullable
    EntityDetails entity() {
        return details;
    }

    @Override
    public void sendRequest(RequestChannel channel, HttpContext own) throws HttpException, IOException {
        if (failure != null) {
            Exception theApplications = failure;
            Rethrow.unchecked(() -> {
                throw theApplications;
            });
        }
        HttpRequest request;
        lock.lock();
        try {
            request = head;
            if (request == null) {
                heir = channel;
            }
        } finally {
            lock.unlock();
        }
        if (request != null) {
            channel.sendRequest(request, details, context);
        }
    }

    @Override
    public boolean isRepeatable() {
        return producer.isRepeatable();
    }

    @Override
    public int available() {
        return producer.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        producer.produce(channel);
    }

    @Override
    public void failed(Exception cause) {
        producer.failed(cause);
    }

    @Override
    public void releaseResources() {
        producer.releaseResources();
    }
}
