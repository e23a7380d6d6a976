package dev.breakwater.client.apache5;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.apache5.shared.HeadersView;
import dev.breakwater.client.apache5.shared.Rethrow;
import dev.breakwater.client.apache5.shared.Timeouts;
import dev.breakwater.client.apache5.shared.Urls;
import dev.breakwater.client.blocking.BlockingCall;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call whose host some upstream has: takes it over if it really is ours. */
final class ClassicHook implements Function<Object[], @Nullable Object> {
    private final CallEngine engine;
    private final CloseableHttpClient client;

    ClassicHook(CallEngine engine, CloseableHttpClient client) {
        this.engine = engine;
        this.client = client;
    }

    /** @param arguments the client, the target, the request and the context */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        HttpHost target = (HttpHost) arguments[1];
        if (!(arguments[2] instanceof ClassicHttpRequest request)) {
            return null;
        }
        Url url;
        Upstream upstream;
        try {
            url = request.containsHeader("Upgrade") ? null : Urls.url(target, request);
            upstream = url == null ? null : engine.upstreamOf(url);
        } catch (RuntimeException | LinkageError ours) {
            return null;
        }
        if (url == null || upstream == null) {
            return null;
        }
        ClassicExchange exchange = new ClassicExchange(client, target, request, context(arguments));
        return Rethrow.unchecked(() -> govern(upstream, url, exchange));
    }

    private static @Nullable HttpContext context(Object[] arguments) {
        return (HttpContext) arguments[3];
    }

    private Object govern(Upstream upstream, Url url, ClassicExchange exchange) throws IOException {
        // The application's own code runs in here; what it throws is its own affair.
        CapturedEntity body = CapturedEntity.of(exchange.request());
        ClassicTransport transport = new ClassicTransport(exchange, body);
        Call call;
        Caller caller;
        try {
            caller = caller(exchange.config());
            ClassicHttpRequest request = exchange.request();
            Request message = new Request(
                    request.getMethod().toUpperCase(Locale.ROOT), url, new HeadersView(request), body.message());
            call = engine.open(upstream, message, caller);
        } catch (RuntimeException | LinkageError ours) {
            return transport.sendPlain();
        }
        transport.watchCancellation();
        return new BlockingCall<>(call, transport, caller, engine.ticker()).run();
    }

    /** What an application sets for an answer to begin, and for each wait after that. */
    private Caller caller(RequestConfig config) {
        long timeout = Timeouts.nanos(config.getResponseTimeout());
        long deadline = timeout > 0 ? engine.ticker().nanos() + timeout : Caller.NO_DEADLINE;
        return new Caller(deadline, true, Thread.currentThread().getId());
    }
}
