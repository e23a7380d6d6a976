package dev.breakwater.weaving;

import dev.breakwater.bootstrap.Door;
import dev.breakwater.call.CallEngine;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.GateLinker;
import dev.breakwater.client.HookPoint;
import dev.breakwater.client.Shape;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;

/**
 * The gates of one {@link WovenApplication}. The doors are the JVM's and are opened once; whose gate a call meets is decided by the
 * application that has loaded the hooked class.
 */
final class GatesOfTest {
    private volatile Governance governance;

    /** One engine's adapters, linked as hooks are first met. */
    private record Governance(
            GateLinker linker, ConcurrentMap<Integer, Optional<BiFunction<Object, Object, Object>>> linked) {
        BiFunction<Object, Object, Object> gate(ClientDescription client, HookPoint hook, Class<?> hooked) {
            return linked.computeIfAbsent(hook.id(), id -> Optional.ofNullable(linker.link(client, hook, hooked)))
                    .orElse(null);
        }
    }

    static void openDoors() {
        for (ClientDescription client : Clients.all()) {
            for (HookPoint hook : client.hooks()) {
                Door.open(hook.id(), byLoader(client, hook), failure -> {
                    throw new AssertionError(failure);
                });
            }
        }
    }

    private static ClassValue<BiFunction<Object, Object, Object>> byLoader(ClientDescription client, HookPoint hook) {
        return new ClassValue<>() {
            @Override
            protected BiFunction<Object, Object, Object> computeValue(Class<?> hooked) {
                return hooked.getClassLoader() instanceof WovenApplication application
                        ? (self, argument) -> application.gates().enter(client, hook, hooked, self, argument)
                        : null;
            }
        };
    }

    void governedBy(CallEngine engine, WovenApplication application) {
        record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
        GateLinker linker = new GateLinker(
                WovenApplication.class.getClassLoader(),
                ReferenceReader::read,
                loader -> new Context(engine, loader),
                warning -> {
                    throw new AssertionError(warning);
                });
        governance = new Governance(linker, new ConcurrentHashMap<>());
    }

    void ungoverned() {
        governance = null;
    }

    private Object enter(ClientDescription client, HookPoint hook, Class<?> hooked, Object self, Object argument) {
        Governance now = governance;
        BiFunction<Object, Object, Object> gate = now == null ? null : now.gate(client, hook, hooked);
        if (gate == null) {
            return hook.shape() == Shape.CONSTRUCTOR_EXIT ? argument : null;
        }
        return gate.apply(self, argument);
    }
}
