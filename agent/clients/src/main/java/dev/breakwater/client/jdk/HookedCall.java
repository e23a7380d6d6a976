package dev.breakwater.client.jdk;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.SeenUrls;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Url;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call whose host some upstream has: takes it over if it really is ours. */
final class HookedCall implements Function<Object[], @Nullable Object> {
    /** What the client itself makes for a web socket's handshake; applications cannot make one. */
    private static final String HANDSHAKE = "jdk.internal.net.http.HttpRequestImpl";

    private final CallEngine engine;
    private final SeenUrls<URI> urls;
    private final HttpClient client;
    private final HttpRequest request;
    private final boolean blocking;

    HookedCall(CallEngine engine, SeenUrls<URI> urls, HttpClient client, HttpRequest request, boolean blocking) {
        this.engine = engine;
        this.urls = urls;
        this.client = client;
        this.request = request;
        this.blocking = blocking;
    }

    /** @param arguments the client, the request, the body handler and, of one overload, the push-promise handler */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        if (!(arguments[2] instanceof BodyHandler<?> handler)) {
            return null;
        }
        Governed<Object> governed;
        try {
            governed = governed(handler, arguments.length > 3 ? (PushPromiseHandler<?>) arguments[3] : null);
        } catch (RuntimeException | LinkageError bug) {
            FailOpen.report(bug);
            return null;
        }
        if (governed == null) {
            return null;
        }
        return blocking ? Rethrow.unchecked(() -> new BlockingCall<>(governed).run()) : new AsyncCall<>(governed).run();
    }

    @SuppressWarnings("unchecked") // both handlers are the same call's, so they agree on the body
    private @Nullable Governed<Object> governed(BodyHandler<?> handler, @Nullable PushPromiseHandler<?> pushes) {
        if (request.getClass().getName().equals(HANDSHAKE)) {
            return null;
        }
        Url url = urls.of(request.uri());
        Upstream upstream = engine.upstreamOf(url);
        return upstream == null
                ? null
                : new Governed<>(
                        engine, upstream, client, request, url, (BodyHandler<Object>) handler, (PushPromiseHandler<
                                        Object>)
                                pushes);
    }
}
