package dev.breakwater.client.jdk;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.SeenUrls;
import dev.breakwater.message.Url;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The first question at every call of every JDK client: is this one ours? For foreign hosts it allocates nothing. */
final class RequestGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;
    private final boolean blocking;
    private final SeenUrls<URI> urls = new SeenUrls<>(Url::of);

    RequestGate(CallEngine engine, boolean blocking) {
        this.engine = engine;
        this.blocking = blocking;
    }

    @Override
    public @Nullable Object apply(Object client, Object argument) {
        // Before anything else: a token that stayed armed would let some later call of the application pass ungoverned.
        if (Reentry.consume()) {
            return null;
        }
        if (!(argument instanceof HttpRequest request)) {
            return null;
        }
        URI uri = request.uri();
        String host = uri == null ? null : uri.getHost();
        if (host == null || !engine.mayMatch(host)) {
            return null;
        }
        return new HookedCall(engine, urls, (HttpClient) client, request, blocking);
    }
}
