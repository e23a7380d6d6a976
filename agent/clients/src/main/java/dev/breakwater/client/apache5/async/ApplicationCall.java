package dev.breakwater.client.apache5.async;

import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache5.shared.Contexts;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * What the application asked its asynchronous client for.
 *
 * @param <T> the application's result type
 */
record ApplicationCall<T>(
        CloseableHttpAsyncClient client,
        @Nullable HttpHost target,
        CapturedRequest request,
        AsyncResponseConsumer<T> consumer,
        @Nullable HandlerFactory<AsyncPushConsumer> pushes,
        HttpContext context,
        @Nullable FutureCallback<T> callback) {

    /** The same call without the agent. */
    Future<T> sendPlain() {
        return send(target, request, consumer, callback);
    }

    /** Through the application's own client, past the hook. */
    <V> Future<V> send(
            @Nullable HttpHost to,
            AsyncRequestProducer producer,
            AsyncResponseConsumer<V> answer,
            @Nullable FutureCallback<V> done) {
        Reentry.arm();
        try {
            return client.execute(to, producer, answer, pushes, context, done);
        } finally {
            Reentry.disarm();
        }
    }

    /** The configuration in force, found as the client itself finds it. */
    RequestConfig config() {
        RequestConfig config = request.head() instanceof Configurable configured ? configured.getConfig() : null;
        if (config == null) {
            config = Contexts.config(context);
        }
        if (config == null && client instanceof Configurable configured) {
            config = configured.getConfig();
        }
        return config == null ? RequestConfig.DEFAULT : config;
    }

    /** The target as far as the client listens to it. */
    @Nullable
    HttpHost destination() {
        return minimal() ? null : target;
    }

    /** Whether the client has no chain of handlers, and so nobody who could be told to put the credential on. */
    boolean minimal() {
        return client.getClass().getSimpleName().startsWith("Minimal");
    }
}
