package com.example.awssdk;

import dev.breakwater.client.contract.Ask;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** One request and what its handler hears. */
final class Exchange implements SdkAsyncHttpResponseHandler {
    private final SdkHttpRequest request;
    private final Content content;
    private final Executor loop;
    private final CompletableFuture<InputStream> body = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile SdkHttpResponse head;
    private volatile BodyStream reading;

    Exchange(Ask ask, Executor loop) {
        SdkHttpRequest.Builder builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(ask.method()))
                .uri(URI.create(ask.url()));
        ask.headers().forEach(builder::putHeader);
        this.content = AwsSdkUnderTest.content(ask);
        if (ask.kind() == Ask.BodyKind.ONE_SHOT_CHUNKED) {
            builder.putHeader("Transfer-Encoding", "chunked");
        } else if (ask.kind() != Ask.BodyKind.NONE) {
            builder.putHeader("Content-Length", Long.toString(ask.content().length));
        }
        this.request = builder.build();
        this.loop = loop;
    }

    /** The future that the client gives. */
    CompletableFuture<Void> on(SdkAsyncHttpClient client) {
        CompletableFuture<Void> future = client.execute(AsyncExecuteRequest.builder()
                .request(request)
                .requestContentPublisher(content)
                .responseHandler(this)
                .build());
        future.whenComplete((nothing, error) -> {
            if (error != null) {
                failed(error);
            } else {
                // The client gives the connection back after it has said that it is over.
                loop.execute(() -> loop.execute(() -> reading.end()));
            }
        });
        return future;
    }

    @Override
    public void onHeaders(SdkHttpResponse came) {
        head = came;
    }

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
        reading = new BodyStream();
        stream.subscribe(reading);
        body.complete(reading.input());
    }

    @Override
    public void onError(Throwable error) {
        failures.incrementAndGet();
        failed(error);
    }

    private void failed(Throwable error) {
        BodyStream open = reading;
        if (open != null) {
            open.onError(error);
        }
        failure.complete(error);
    }

    SdkHttpRequest request() {
        return request;
    }

    SdkHttpResponse head() {
        return head;
    }

    /** The answer's body, as soon as the handler has it. */
    CompletableFuture<InputStream> body() {
        return body;
    }

    /** What the handler or the future hears of, whichever is first. */
    CompletableFuture<Throwable> failure() {
        return failure;
    }

    /** How often the handler was told of a failure. */
    int failures() {
        return failures.get();
    }
}
