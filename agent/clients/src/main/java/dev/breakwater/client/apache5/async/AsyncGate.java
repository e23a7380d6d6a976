package dev.breakwater.client.apache5.async;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache5.shared.Urls;
import java.util.function.BiFunction;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The first question at every call of every asynchronous client: is this one ours? For foreign hosts that are named it allocates
 * nothing; mostly they are not, and only the application's producer knows. The client's own producers say it here, any other
 * only when it is asked for its request.
 */
final class AsyncGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;
    private final AsyncHook hook;

    AsyncGate(CallEngine engine) {
        this.engine = engine;
        this.hook = new AsyncHook(engine);
    }

    /** @param where the target of the call, or, where it names none, its producer */
    @Override
    public @Nullable Object apply(Object client, @Nullable Object where) {
        // Before anything else: a token that stayed armed would let some later call of the application pass ungoverned.
        if (Reentry.consume()) {
            return null;
        }
        String host = where instanceof HttpHost target ? target.getHostName() : PlainWord.host(where);
        boolean possible = host == null ? engine.mayMatchSomeHost() : Urls.mayMatch(engine, host);
        return possible ? hook : null;
    }
}
