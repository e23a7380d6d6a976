package com.example.awssdk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** Writes down, in order, what it is told. */
class Handler implements SdkAsyncHttpResponseHandler {
    final List<String> told = new CopyOnWriteArrayList<>();
    final CountDownLatch failed = new CountDownLatch(1);
    final CountDownLatch broken = new CountDownLatch(1);
    final CompletableFuture<Publisher<ByteBuffer>> stream = new CompletableFuture<>();
    final CompletableFuture<String> first = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long demand;
    volatile Subscription subscription;

    /** @param demand what it asks for at once */
    Handler(long demand) {
        this.demand = demand;
    }

    Handler() {
        this(Long.MAX_VALUE);
    }

    @Override
    public void onHeaders(SdkHttpResponse head) {
        told.add("head " + head.statusCode());
    }

    @Override
    public void onStream(Publisher<ByteBuffer> publisher) {
        told.add("stream");
        publisher.subscribe(new Reader());
        stream.complete(publisher);
    }

    @Override
    public void onError(Throwable error) {
        told.add("error");
        failed.countDown();
    }

    private final class Reader implements Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Subscription opened) {
            subscription = opened;
            if (demand > 0) {
                opened.request(demand);
            }
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            synchronized (body) {
                body.writeBytes(bytes);
            }
            first.complete(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable error) {
            told.add("broken");
            broken.countDown();
        }

        @Override
        public void onComplete() {
            told.add("end");
        }
    }

    String text() {
        synchronized (body) {
            return body.toString(StandardCharsets.UTF_8);
        }
    }
}
