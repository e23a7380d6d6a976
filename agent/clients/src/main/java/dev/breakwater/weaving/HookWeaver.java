package dev.breakwater.weaving;

import dev.breakwater.bootstrap.Door;
import dev.breakwater.bootstrap.Log;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.GateLinker;
import dev.breakwater.client.HookPoint;
import dev.breakwater.client.NotReadyException;
import dev.breakwater.client.Reference;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Created when the first hooked class is about to be loaded: defines the door, starts the engine in the background, and
 * weaves this class and those that follow. Safe for concurrent use.
 */
public final class HookWeaver implements ClassFileTransformer {
    private final Map<String, List<HookPoint>> hooksByClass = new HashMap<>();

    /**
     * Weaves the agent's own list of clients. The bootstrap calls this by name; that it takes and gives nothing but objects saves
     * the JVM from making classes to call it.
     *
     * @param instrumentation the JVM's {@link Instrumentation}
     * @param engine a {@code Supplier<Object>}, as the constructor has it
     * @return a {@link HookWeaver}
     */
    @SuppressWarnings("unchecked")
    public static Object create(Object instrumentation, Object engine)
            throws IOException, ReflectiveOperationException {
        return new HookWeaver(
                (Instrumentation) instrumentation, (Supplier<Object>) engine, Clients.all(), new Warnings());
    }

    /**
     * @param engine starts the engine and gives a {@code Function<ClassLoader, AdapterContext>}; may be slow
     * @param clients the clients to hook, their hooks numbered below 128
     * @param warnings takes single lines
     */
    public HookWeaver(
            Instrumentation instrumentation,
            Supplier<Object> engine,
            List<ClientDescription> clients,
            Consumer<String> warnings)
            throws IOException, ReflectiveOperationException {
        Class<?> door = DoorDefinition.define(instrumentation);
        EngineStart start = new EngineStart(engine, warnings);
        ClassLoader agent = HookWeaver.class.getClassLoader();
        GateLinker linker = new GateLinker(agent, new References(), start, warnings);
        HookGates[] gates = new HookGates[Door.HOOKS];
        for (ClientDescription client : clients) {
            for (HookPoint hook : client.hooks()) {
                gates[hook.id()] = new HookGates(start, linker, client, hook);
                hooksOf(hook.className().replace('.', '/')).add(hook);
            }
        }
        DoorDefinition.open(door, gates, new Failures(warnings));
    }

    private List<HookPoint> hooksOf(String internalName) {
        List<HookPoint> hooks = hooksByClass.get(internalName);
        if (hooks == null) {
            hooks = new ArrayList<>();
            hooksByClass.put(internalName, hooks);
        }
        return hooks;
    }

    /** The woven class file; null if it is none of ours, or woven already. Throws what the bootstrap reports. */
    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        List<HookPoint> hooks = hooksByClass.get(name);
        return hooks == null ? null : ClassEditor.weave(classFile, hooks);
    }

    /** Neither this nor the next is a method reference, for the reason that {@link EngineStart} gives. */
    private static final class References implements Function<byte[], Collection<Reference>> {
        @Override
        public Collection<Reference> apply(byte[] classFile) {
            return ReferenceReader.read(classFile);
        }
    }

    private static final class Warnings implements Consumer<String> {
        @Override
        public void accept(String warning) {
            Log.warn(warning);
        }
    }

    /** One line at most: a gate that fails may fail at every call. */
    private static final class Failures implements Consumer<Throwable> {
        private final Consumer<String> warnings;
        private final AtomicBoolean reported = new AtomicBoolean();

        Failures(Consumer<String> warnings) {
            this.warnings = warnings;
        }

        @Override
        public void accept(Throwable failure) {
            if (!(failure instanceof NotReadyException) && reported.compareAndSet(false, true)) {
                warnings.accept("an adapter failed, the call is left untouched: " + failure);
            }
        }
    }
}
