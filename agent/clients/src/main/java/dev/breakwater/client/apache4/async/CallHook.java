package dev.breakwater.client.apache4.async;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.apache4.shared.Urls;
import dev.breakwater.message.Url;
import java.io.IOException;
import java.util.function.Function;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call whose host some upstream has: takes it over if it really is ours. */
final class CallHook implements Function<Object[], @Nullable Object> {
    private final CallEngine engine;
    private final HttpAsyncClient client;

    CallHook(CallEngine engine, HttpAsyncClient client) {
        this.engine = engine;
        this.client = client;
    }

    /** @param arguments the client, the producer, the consumer, the context and the callback */
    @Override
    @SuppressWarnings("unchecked") // consumer and callback are the same call's, so they agree on the result
    public @Nullable Object apply(Object[] arguments) {
        if (!(arguments[2] instanceof HttpAsyncResponseConsumer<?> consumer)) {
            return null;
        }
        Exchange<Object> exchange = exchange(
                (HttpAsyncRequestProducer) arguments[1],
                (HttpAsyncResponseConsumer<Object>) consumer,
                (HttpContext) arguments[3],
                (FutureCallback<Object>) arguments[4]);
        return exchange == null ? null : new AsyncCall<>(exchange).run();
    }

    private @Nullable Exchange<Object> exchange(
            HttpAsyncRequestProducer producer,
            HttpAsyncResponseConsumer<Object> consumer,
            @Nullable HttpContext context,
            @Nullable FutureCallback<Object> callback) {
        try {
            HttpHost target = producer.getTarget();
            // If the call is not ours after all, or this fails, the client asks its producer again.
            HttpRequest request = producer.generateRequest();
            Url url = Urls.url(target, request);
            Upstream upstream = request.containsHeader("Upgrade") ? null : engine.upstreamOf(url);
            return upstream == null
                    ? null
                    : new Exchange<>(
                            engine,
                            upstream,
                            client,
                            target,
                            url,
                            request,
                            producer,
                            consumer,
                            context == null ? new BasicHttpContext() : context,
                            callback);
        } catch (IOException | HttpException | RuntimeException | LinkageError theirs) {
            return null;
        }
    }
}
