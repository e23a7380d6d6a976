package dev.breakwater.client.jdk;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.time.Ticker;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An application's call as it came, with whom it concerns.
 *
 * @param client what the application holds; as long as a call waits, nobody else may keep it alive
 * @param pushes of the overload that has it, else null
 * @param <T> the application's body type
 */
record Governed<T>(
        CallEngine engine,
        Upstream upstream,
        HttpClient client,
        HttpRequest request,
        Url url,
        BodyHandler<T> handler,
        @Nullable PushPromiseHandler<T> pushes) {
    /** From here on the request's timeout ends with the body; before, with the head. */
    static final boolean TIMEOUT_COVERS_BODY = Runtime.version().feature() >= 26;

    Ticker ticker() {
        return engine.ticker();
    }

    /** When the application's own timeout ends a call that begins now. */
    long deadlineNanos() {
        return request.timeout()
                .map(timeout -> ticker().nanos() + timeout.toNanos())
                .orElse(Caller.NO_DEADLINE);
    }

    Call open(RequestBody body, long deadlineNanos, long threadId) {
        Request neutral = new Request(
                request.method().toUpperCase(Locale.ROOT), url, new HeadersView(request.headers()), body.neutral());
        return engine.open(upstream, neutral, new Caller(deadlineNanos, !TIMEOUT_COVERS_BODY, threadId));
    }
}
