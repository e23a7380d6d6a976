package dev.breakwater.client;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives a hooked class its gate: one bridge loader per application loader, one adapter per client in it. Bridges are
 * held weakly, as each holds its application's loader; what keeps one alive are the gates in the application's own
 * classes. Safe for concurrent use.
 */
public final class GateLinker {
    private static final long PATIENCE_SECONDS = 5;

    private final ClassLoader agent;
    private final Function<byte[], Collection<Reference>> referenceReader;
    private final Function<ClassLoader, AdapterContext> contexts;
    private final Consumer<String> warnings;
    private final Map<ClassLoader, WeakReference<BridgeClassLoader>> bridges = new WeakHashMap<>();
    private final Map<String, Collection<Reference>> referencesByAdapter = new ConcurrentHashMap<>();
    private final Set<String> given = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param agent where adapters' class files and the rest of the agent are found
     * @param referenceReader lists what a class file names
     * @param contexts makes what an adapter is given, for an application's loader
     * @param warnings takes one line for each client that cannot be linked
     */
    public GateLinker(
            ClassLoader agent,
            Function<byte[], Collection<Reference>> referenceReader,
            Function<ClassLoader, AdapterContext> contexts,
            Consumer<String> warnings) {
        this.agent = agent;
        this.referenceReader = referenceReader;
        this.contexts = contexts;
        this.warnings = warnings;
    }

    /**
     * The gate, or null if the client cannot be linked: then its calls stay as they are, and a warning said why.
     *
     * @throws NotReadyException if another thread is at it for too long, or this very thread is
     */
    public @Nullable BiFunction<Object, Object, @Nullable Object> link(
            ClientDescription client, HookPoint point, Class<?> hooked) {
        ClassLoader application =
                hooked.getClassLoader() == null ? ClassLoader.getPlatformClassLoader() : hooked.getClassLoader();
        lockBriefly();
        try {
            ClientAdapter adapter = adapter(client, bridge(application), application);
            return adapter == null ? null : adapter.gate(point);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
            warn(client, failure instanceof InvocationTargetException ? failure.getCause() : failure);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * An application's class loader may itself fetch classes with a hooked client, while it is asked for classes here:
     * neither may such a call re-enter the linking, nor may two threads wait for each other.
     */
    private void lockBriefly() {
        try {
            if (lock.isHeldByCurrentThread() || !lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new NotReadyException("an adapter is being linked");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted while an adapter is being linked");
        }
    }

    private BridgeClassLoader bridge(ClassLoader application) {
        WeakReference<BridgeClassLoader> known = bridges.get(application);
        BridgeClassLoader bridge = known == null ? null : known.get();
        if (bridge == null) {
            bridge = new BridgeClassLoader(agent, application);
            bridges.put(application, new WeakReference<>(bridge));
        }
        return bridge;
    }

    private @Nullable ClientAdapter adapter(ClientDescription client, BridgeClassLoader bridge, ClassLoader application)
            throws ReflectiveOperationException {
        ClientAdapter adapter = bridge.adapters.get(client.adapterClassName());
        if (adapter == null) {
            Reference missing = new ReferenceCheck(application).firstMissing(references(client.adapterClassName()));
            if (missing != null) {
                warn(client, "this version has no " + missing);
                return null;
            }
            adapter = (ClientAdapter) bridge.loadClass(client.adapterClassName())
                    .getConstructor(AdapterContext.class)
                    .newInstance(contexts.apply(application));
            bridge.adapters.put(client.adapterClassName(), adapter);
        }
        return adapter;
    }

    private Collection<Reference> references(String adapterClassName) throws ClassNotFoundException {
        Collection<Reference> references = referencesByAdapter.get(adapterClassName);
        if (references == null) {
            references = new AdapterReferences(agent, referenceReader).of(adapterClassName);
            referencesByAdapter.put(adapterClassName, references);
        }
        return references;
    }

    private void warn(ClientDescription client, @Nullable Object reason) {
        String warning = client.name() + " is not supported here, its calls are left untouched: " + reason;
        if (given.add(warning)) {
            warnings.accept(warning);
        }
    }
}
