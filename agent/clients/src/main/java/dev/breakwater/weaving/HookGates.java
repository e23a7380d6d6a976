package dev.breakwater.weaving;

import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.GateLinker;
import dev.breakwater.client.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One hook's gates, each kept by the hooked class itself and linked at its first call. Null: calls pass through. */
final class HookGates extends ClassValue<@Nullable BiFunction<Object, Object, @Nullable Object>> {
    private final EngineStart engine;
    private final GateLinker linker;
    private final ClientDescription client;
    private final HookPoint point;

    HookGates(EngineStart engine, GateLinker linker, ClientDescription client, HookPoint point) {
        this.engine = engine;
        this.linker = linker;
        this.client = client;
        this.point = point;
    }

    @Override
    protected @Nullable BiFunction<Object, Object, @Nullable Object> computeValue(Class<?> hooked) {
        // Outside the linker, which holds a lock and takes every exception for final. This one is not remembered.
        return engine.await() ? linker.link(client, point, hooked) : null;
    }
}
