package dev.breakwater.client.awssdk;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.Reentry;
import dev.breakwater.message.Body;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.time.Ticker;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * An application's call as it came.
 *
 * @param timeoutNanos the client's own; 0 for none
 */
record Governed(CallEngine engine, SdkAsyncHttpClient client, long timeoutNanos, AsyncExecuteRequest request, Url url) {

    Ticker ticker() {
        return engine.ticker();
    }

    Call open(Upstream upstream, Body body, long startNanos, long threadId) {
        Request neutral = new Request(
                request.request().method().name(),
                url,
                new HeadersView(request.request().headers()),
                body);
        long deadline = timeoutNanos == 0 ? Caller.NO_DEADLINE : startNanos + timeoutNanos;
        return engine.open(upstream, neutral, new Caller(deadline, true, threadId));
    }

    /** Past our own hook. */
    CompletableFuture<Void> send(AsyncExecuteRequest attempt) {
        Reentry.arm();
        try {
            return client.execute(attempt);
        } finally {
            Reentry.disarm();
        }
    }
}
