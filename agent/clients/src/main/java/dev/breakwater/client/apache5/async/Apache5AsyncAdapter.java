package dev.breakwater.client.apache5.async;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governs where each call enters the client; for the agent's own attempts it also keeps the client's own retry out and puts the
 * target's credential on at the last moment. Safe for concurrent use.
 */
public final class Apache5AsyncAdapter implements ClientAdapter {
    private final AdapterContext context;

    public Apache5AsyncAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        String hooked = point.className();
        if (hooked.endsWith("RetryExec")) {
            return ManagedRequest.whileInFlight(new RetryBypass());
        }
        if (hooked.endsWith("MainClientExec")) {
            return new WireHook.Gate();
        }
        return new AsyncGate(context.engine());
    }
}
