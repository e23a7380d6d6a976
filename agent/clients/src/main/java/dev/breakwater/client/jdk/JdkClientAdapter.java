package dev.breakwater.client.jdk;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governs {@code HttpClientFacade.send} and {@code sendAsync}: the one object that an application holds of the JDK's client, which
 * each of its calls passes once. Safe for concurrent use.
 */
public final class JdkClientAdapter implements ClientAdapter {
    private final AdapterContext context;

    public JdkClientAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        return new RequestGate(context.engine(), point.method().equals("send"));
    }
}
