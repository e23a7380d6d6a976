package dev.breakwater.client.apache4;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.apache4.shared.HeadersView;
import dev.breakwater.client.apache4.shared.Rethrow;
import dev.breakwater.client.apache4.shared.Urls;
import dev.breakwater.client.blocking.BlockingCall;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call whose host some upstream has: takes it over if it really is ours. */
final class RequestHook implements Function<Object[], @Nullable Object> {
    private final CallEngine engine;
    private final CloseableHttpClient client;

    RequestHook(CallEngine engine, CloseableHttpClient client) {
        this.engine = engine;
        this.client = client;
    }

    /** @param arguments the client, the target, the request and the context */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        HttpHost target = (HttpHost) arguments[1];
        if (!(arguments[2] instanceof HttpRequest request)) {
            return null;
        }
        Url url;
        Upstream upstream;
        try {
            url = Urls.url(target, request);
            upstream = request.containsHeader("Upgrade") ? null : engine.upstreamOf(url);
        } catch (RuntimeException | LinkageError ours) {
            return null;
        }
        Exchange exchange = new Exchange(client, target, request, (HttpContext) arguments[3]);
        return upstream == null ? null : Rethrow.unchecked(() -> govern(upstream, url, exchange));
    }

    private Object govern(Upstream upstream, Url url, Exchange exchange) throws IOException {
        // The application's own code runs in here; what it throws is its own affair.
        CapturedEntity body = captured(exchange.request());
        RequestTransport transport = new RequestTransport(exchange, body);
        Call call;
        Caller caller;
        try {
            caller = caller(exchange.socketTimeoutMillis());
            HttpRequest request = exchange.request();
            String method = request.getRequestLine().getMethod().toUpperCase(Locale.ROOT);
            call = engine.open(upstream, new Request(method, url, new HeadersView(request), body.message()), caller);
        } catch (RuntimeException | LinkageError ours) {
            return transport.sendPlain();
        }
        transport.watchCancellation();
        return new BlockingCall<>(call, transport, caller, engine.ticker()).run();
    }

    private static CapturedEntity captured(HttpRequest request) throws IOException {
        HttpEntity entity = CapturedEntity.enclosedIn(request);
        if (entity == null) {
            return CapturedEntity.none();
        }
        if (!CapturedEntity.fits(entity)) {
            return CapturedEntity.unread(entity, entity.isRepeatable());
        }
        long length = entity.getContentLength();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length < 0 ? 1 << 13 : (int) length);
        entity.writeTo(bytes);
        return CapturedEntity.of(request, entity, bytes.toByteArray());
    }

    /** What an application sets for an answer to begin, and for each wait after that. */
    private Caller caller(int timeoutMillis) {
        long deadline = timeoutMillis > 0
                ? engine.ticker().nanos() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis)
                : Caller.NO_DEADLINE;
        return new Caller(deadline, true, Thread.currentThread().getId());
    }
}
