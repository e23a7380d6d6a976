package dev.breakwater.client.webclient;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Subscribes to the application's body, once, and keeps what it says; complete when that is all. Beyond
 * {@link RequestBody#MAX_BYTES} it stops asking and hands the subscription on, so that nothing of a one-shot body is lost.
 */
final class BodyReading extends Mono<Void> implements CoreSubscriber<DataBuffer>, Subscription {
    private final Publisher<? extends DataBuffer> body;
    private final HttpHeaders headers;
    private final Context context;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final CompletableFuture<RequestBody> tooLarge = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CoreSubscriber<? super Void> insertion;
    private volatile @Nullable Subscription upstream;
    private volatile @Nullable CoreSubscriber<? super DataBuffer> heir;
    private boolean ended;
    private @Nullable Throwable failure;

    BodyReading(Publisher<? extends DataBuffer> body, HttpHeaders headers, Context context) {
        this.body = body;
        this.headers = headers;
        this.context = context;
    }

    /** Completed if the body does not fit, and then this Mono is not before the body has been sent. */
    CompletableFuture<RequestBody> tooLarge() {
        return tooLarge;
    }

    /** The body, once it has been read to its end. */
    RequestBody whole() {
        return RequestBody.whole(bytes.toByteArray(), headers);
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> inserter) {
        insertion = inserter;
        inserter.onSubscribe(this);
        body.subscribe(this);
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription opened) {
        upstream = opened;
        opened.request(1);
    }

    @Override
    public void onNext(DataBuffer buffer) {
        CoreSubscriber<? super DataBuffer> next = heir;
        if (next != null) {
            next.onNext(buffer);
            return;
        }
        bytes.writeBytes(Buffers.takeBytes(buffer));
        if (bytes.size() > RequestBody.MAX_BYTES) {
            tooLarge.complete(RequestBody.tooLarge(this::handOn, headers));
        } else {
            opened().request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        CoreSubscriber<? super DataBuffer> next = ended(error);
        if (next != null) {
            next.onError(error);
        }
        inserter().onError(error);
    }

    @Override
    public void onComplete() {
        CoreSubscriber<? super DataBuffer> next = ended(null);
        if (next != null) {
            next.onComplete();
        }
        inserter().onComplete();
    }

    /** Who is to be told of the end; null if nobody has taken over. */
    private @Nullable CoreSubscriber<? super DataBuffer> ended(@Nullable Throwable error) {
        lock.lock();
        try {
            ended = true;
            failure = error;
            return heir;
        } finally {
            lock.unlock();
        }
    }

    /** There is nothing to ask a Mono without a value for. */
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
        Subscription open = upstream;
        if (open != null) {
            open.cancel();
        }
    }

    private void handOn(Subscriber<? super DataBuffer> subscriber) {
        CoreSubscriber<? super DataBuffer> connector = Operators.toCoreSubscriber(subscriber);
        connector.onSubscribe(new Subscription() {
            private boolean begun;

            @Override
            public void request(long n) {
                // Reached by one thread at a time, as a connector's own flow has it.
                if (begun) {
                    opened().request(n);
                    return;
                }
                begun = true;
                boolean over = takeOver(connector);
                connector.onNext(DefaultDataBufferFactory.sharedInstance.wrap(bytes.toByteArray()));
                if (over) {
                    passEnd(connector);
                } else if (n > 1) {
                    opened().request(n == Long.MAX_VALUE ? n : n - 1);
                }
            }

            @Override
            public void cancel() {
                opened().cancel();
            }
        });
    }

    /** From here on the application's publisher talks to the connector; true if it has already said all. */
    private boolean takeOver(CoreSubscriber<? super DataBuffer> connector) {
        lock.lock();
        try {
            heir = connector;
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void passEnd(CoreSubscriber<? super DataBuffer> connector) {
        Throwable error = failure;
        if (error == null) {
            connector.onComplete();
        } else {
            connector.onError(error);
        }
    }

    private Subscription opened() {
        Subscription open = upstream;
        if (open == null) {
            throw new IllegalStateException("a publisher published before it was subscribed to");
        }
        return open;
    }

    private CoreSubscriber<? super Void> inserter() {
        CoreSubscriber<? super Void> waiting = insertion;
        if (waiting == null) {
            throw new IllegalStateException("nobody has subscribed");
        }
        return waiting;
    }
}
