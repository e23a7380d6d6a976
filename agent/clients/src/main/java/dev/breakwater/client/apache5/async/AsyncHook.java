package dev.breakwater.client.apache5.async;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.apache5.shared.Urls;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Url;
import java.util.function.Function;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call that may be ours: asks the application's producer where it goes, and takes it over if it really is. */
final class AsyncHook implements Function<Object[], @Nullable Object> {
    private final CallEngine engine;

    AsyncHook(CallEngine engine) {
        this.engine = engine;
    }

    /** @param arguments the client, the target, the producer, the consumer, the push handlers, the context and the callback */
    @Override
    public @Nullable Object apply(Object[] arguments) {
        ApplicationCall<?> call = call(arguments);
        Url url = null;
        Upstream upstream = null;
        try {
            HttpRequest request = call.request().head();
            url = request == null || request.containsHeader("Upgrade") ? null : Urls.url(call.destination(), request);
            upstream = url == null || !Urls.mayMatch(engine, url.host()) ? null : engine.upstreamOf(url);
        } catch (RuntimeException | LinkageError ours) {
            FailOpen.report(ours);
        }
        return url == null || upstream == null ? call.sendPlain() : govern(call, url, upstream);
    }

    private <T> Object govern(ApplicationCall<T> call, Url url, Upstream upstream) {
        return new AsyncCall<>(engine, upstream, url, call).run();
    }

    @SuppressWarnings("unchecked") // what the hooked method declares
    private ApplicationCall<?> call(Object[] arguments) {
        HttpContext context = context(arguments);
        return new ApplicationCall<>(
                (CloseableHttpAsyncClient) arguments[0],
                (HttpHost) arguments[1],
                CapturedRequest.of((AsyncRequestProducer) arguments[2], context),
                (AsyncResponseConsumer<Object>) arguments[3],
                (HandlerFactory<AsyncPushConsumer>) arguments[4],
                context,
                (FutureCallback<Object>) arguments[6]);
    }

    /** Without one, the client makes one for itself, and so for each attempt another. */
    private static HttpContext context(@Nullable Object[] arguments) {
        return arguments[5] instanceof HttpContext own ? own : HttpClientContext.create();
    }
}
