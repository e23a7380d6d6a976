package dev.breakwater.client.apache4.async;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governs where each call enters the client; for the agent's own attempts it also puts the target's credential on as the request
 * is written to its connection. Safe for concurrent use.
 */
public final class AsyncAdapter implements ClientAdapter {
    private final AdapterContext context;

    public AsyncAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        return point.className().endsWith(".DefaultNHttpClientConnection")
                ? new WireHook.Gate()
                : new CallGate(context.engine());
    }
}
