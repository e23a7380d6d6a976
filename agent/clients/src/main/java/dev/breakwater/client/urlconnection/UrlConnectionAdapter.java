package dev.breakwater.client.urlconnection;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Governs where the JDK's protocol handlers make connections. Safe for concurrent use. */
public final class UrlConnectionAdapter implements ClientAdapter {
    private final OpenGate gate;

    /** @throws ReflectiveOperationException if this JDK's connections cannot be ended from outside: then none is governed */
    public UrlConnectionAdapter(AdapterContext context) throws ReflectiveOperationException {
        gate = new OpenGate(context.engine(), new Insides());
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        return gate;
    }
}
