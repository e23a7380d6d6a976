package dev.breakwater.client.urlconnection;

import dev.breakwater.bootstrap.Log;
import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Reentry;
import java.net.URL;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The first question wherever an http URL is opened: is its host one of ours? For foreign hosts it allocates nothing. */
final class OpenGate implements BiFunction<Object, Object, @Nullable Object> {
    private final CallEngine engine;
    private final OpenHook hook;

    OpenGate(CallEngine engine) {
        this.engine = engine;
        this.hook = new OpenHook(engine, Insides::new, Log::warn);
    }

    @Override
    public @Nullable Object apply(Object handler, @Nullable Object url) {
        // Before anything else: a token that stayed armed would let some later connection of the application pass
        // ungoverned.
        if (Reentry.consume() || !(url instanceof URL opened)) {
            return null;
        }
        String host = opened.getHost();
        return host == null || !engine.mayMatch(host) ? null : hook;
    }
}
