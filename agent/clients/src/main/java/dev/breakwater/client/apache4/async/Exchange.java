package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.apache4.shared.HeadersView;
import dev.breakwater.client.apache4.shared.RequestCopy;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.time.Ticker;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * What the application asked its client for, and whom it concerns.
 *
 * @param context the application's, or one that takes its place
 * @param <T> what the application's consumer makes of an answer
 */
record Exchange<T>(
        CallEngine engine,
        Upstream upstream,
        HttpAsyncClient client,
        HttpHost target,
        Url url,
        HttpRequest request,
        HttpAsyncRequestProducer producer,
        HttpAsyncResponseConsumer<T> consumer,
        HttpContext context,
        @Nullable FutureCallback<T> callback) {

    Ticker ticker() {
        return engine.ticker();
    }

    /** The configuration in force, found as the client itself finds it. */
    RequestConfig config() {
        RequestConfig config = RequestCopy.config(request);
        if (config == null && context.getAttribute(HttpClientContext.REQUEST_CONFIG) instanceof RequestConfig set) {
            config = set;
        }
        return config == null ? DefaultConfig.of(client, target) : config;
    }

    /** Begins a call whose time begins now. */
    Call open(CapturedEntity body, Caller caller) {
        String method = request.getRequestLine().getMethod().toUpperCase(Locale.ROOT);
        return engine.open(upstream, new Request(method, url, new HeadersView(request), body.message()), caller);
    }

    /** What an application sets for an answer to begin, and for each wait after that. */
    Caller caller(RequestConfig config) {
        int millis = config.getSocketTimeout();
        long deadline = millis > 0 ? ticker().nanos() + TimeUnit.MILLISECONDS.toNanos(millis) : Caller.NO_DEADLINE;
        return new Caller(deadline, true, Thread.currentThread().getId());
    }
}
