package dev.breakwater.client.apache4;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache4.shared.Urls;
import java.util.function.BiFunction;
import org.apache.http.HttpHost;
import org.apache.http.impl.client.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/** The first question at every call of every client: is this one ours? For foreign hosts it allocates nothing. */
final class RequestGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;

    RequestGate(CallEngine engine) {
        this.engine = engine;
    }

    @Override
    public @Nullable Object apply(Object client, @Nullable Object target) {
        // Before anything else: a token that stayed armed would let some later call of the application pass ungoverned.
        if (Reentry.consume()) {
            return null;
        }
        return target == null || !Urls.mayMatch(engine, ((HttpHost) target).getHostName())
                ? null
                : new RequestHook(engine, (CloseableHttpClient) client);
    }
}
