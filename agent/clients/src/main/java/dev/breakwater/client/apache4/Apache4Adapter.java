package dev.breakwater.client.apache4;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governs where each call enters the client; for the agent's own attempts it also bypasses the client's retry and puts the target's credential on at the last
 * moment. Safe for concurrent use.
 */
public final class Apache4Adapter implements ClientAdapter {
    private final AdapterContext context;

    public Apache4Adapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        if (point.className().endsWith(".MainClientExec")) {
            return new LateCredential.Gate();
        }
        return point.className().endsWith("RetryExec")
                ? new RetryBypass(point.className()).gate()
                : new RequestGate(context.engine());
    }
}
