package dev.breakwater.client.webclient;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Url;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/** The first question at every exchange: is this one ours? For foreign hosts it allocates nothing. */
final class ExchangeGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;
    private final ExchangeParts parts;

    ExchangeGate(CallEngine engine, ExchangeParts parts) {
        this.engine = engine;
        this.parts = parts;
    }

    @Override
    public @Nullable Object apply(Object exchange, Object argument) {
        // Before anything else: a token that stayed armed would let some later call of the application pass ungoverned.
        if (Reentry.consume()) {
            return null;
        }
        if (!(argument instanceof ClientRequest request)) {
            return null;
        }
        URI uri = request.url();
        String host = uri == null ? null : uri.getHost();
        if (host == null || !engine.mayMatch(host)) {
            return null;
        }
        Function<Object[], @Nullable Object> takeOver =
                arguments -> governed((ExchangeFunction) exchange, request, uri);
        return takeOver;
    }

    /** Nothing has happened yet, and nothing does before somebody subscribes. */
    private @Nullable Object governed(ExchangeFunction exchange, ClientRequest request, URI uri) {
        try {
            Url url = Url.of(uri);
            return engine.upstreamOf(url) == null
                    ? null
                    : new GovernedExchange(new Governed(
                            engine, exchange, parts.strategies(exchange), parts.connector(exchange), request, url));
        } catch (RuntimeException | LinkageError bug) {
            FailOpen.report(bug);
            return null;
        }
    }
}
