package dev.breakwater.client.apache4.async;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache4.shared.Urls;
import java.util.function.BiFunction;
import org.apache.http.HttpHost;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.jspecify.annotations.Nullable;

/** The first question at every call of every client: is this one ours? For foreign hosts it allocates nothing of its own. */
final class CallGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;

    CallGate(CallEngine engine) {
        this.engine = engine;
    }

    @Override
    public @Nullable Object apply(Object client, @Nullable Object producer) {
        // Before anything else: a token that stayed armed would let some later call of the application pass ungoverned.
        if (Reentry.consume() || !(producer instanceof HttpAsyncRequestProducer requests)) {
            return null;
        }
        HttpHost target = requests.getTarget();
        return target == null || !Urls.mayMatch(engine, target.getHostName())
                ? null
                : new CallHook(engine, (HttpAsyncClient) client);
    }
}
