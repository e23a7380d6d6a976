package dev.breakwater.client.awssdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** The application's side of a call: the handler that it brought and the future that it was given. */
final class Application {
    private final SdkAsyncHttpResponseHandler handler;
    private final CompletableFuture<@Nullable Void> future = new CompletableFuture<>();
    private final AtomicBoolean told = new AtomicBoolean();

    Application(SdkAsyncHttpResponseHandler handler) {
        this.handler = handler;
    }

    /** Complete when all has been read. The SDK takes a call back by failing it. */
    CompletableFuture<@Nullable Void> future() {
        return future;
    }

    /** Told if the call fails, by whomever. */
    void whenFailed(Consumer<Throwable> action) {
        future.whenComplete((nothing, error) -> {
            if (error != null) {
                action.accept(error);
            }
        });
    }

    void give(Reply reply) {
        handler.onHeaders(reply.head());
        handler.onStream(reply.body());
    }

    void complete() {
        future.complete(null);
    }

    /** Nothing more comes, and the handler need not know. */
    void end(Throwable error) {
        told.set(true);
        future.completeExceptionally(error);
    }

    void fail(Throwable error) {
        try {
            if (told.compareAndSet(false, true)) {
                handler.onError(error);
            }
        } finally {
            future.completeExceptionally(error);
        }
    }
}
