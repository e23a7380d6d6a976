package dev.breakwater.client.apache5;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governs where each call enters the client; for the agent's own attempts it also keeps the client's own retry out and puts the
 * target's credential on at the last moment. Safe for concurrent use.
 */
public final class Apache5Adapter implements ClientAdapter {
    private final AdapterContext context;

    public Apache5Adapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        String hooked = point.className();
        if (hooked.endsWith(".HttpRequestRetryExec")) {
            return ManagedRequest.whileInFlight(new RetryBypass());
        }
        if (hooked.endsWith(".MainClientExec")) {
            return new LateCredential.Gate();
        }
        return new ClassicGate(context.engine());
    }
}
