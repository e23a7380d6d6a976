package dev.breakwater.client.urlconnection;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Governs where the JDK's protocol handlers make connections. Safe for concurrent use. */
public final class UrlConnectionAdapter implements ClientAdapter {
    private final OpenGate gate;

    public UrlConnectionAdapter(AdapterContext context) {
        gate = new OpenGate(context.engine());
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        return gate;
    }
}
