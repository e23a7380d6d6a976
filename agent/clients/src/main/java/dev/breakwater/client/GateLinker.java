package dev.breakwater.client;

import dev.breakwater.call.CallEngine;
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
import java.util.function.BooleanSupplier;
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
     * The gate, or null if the adapter cannot be linked: then its calls stay as they are, and a warning said why. Whether the
     * client has all that the adapter uses is asked by the first call that may be ours.
     *
     * @throws NotReadyException if another thread is at it for too long, or this very thread is
     */
    public @Nullable BiFunction<Object, Object, @Nullable Object> link(
            ClientDescription client, HookPoint point, Class<?> hooked) {
        ClassLoader application =
                hooked.getClassLoader() == null ? ClassLoader.getPlatformClassLoader() : hooked.getClassLoader();
        lockBriefly();
        try {
            return adapter(client, bridge(application), application).gate(point);
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

    private ClientAdapter adapter(ClientDescription client, BridgeClassLoader bridge, ClassLoader application)
            throws ReflectiveOperationException {
        ClientAdapter adapter = bridge.adapters.get(client.adapterClassName());
        if (adapter == null) {
            AdapterContext context = contexts.apply(application);
            CallEngine engine = context.engine().onlyIf(new KnownClient(client, application));
            adapter = (ClientAdapter) bridge.loadClass(client.adapterClassName())
                    .getConstructor(AdapterContext.class)
                    .newInstance(new CheckedContext(engine, application));
            bridge.adapters.put(client.adapterClassName(), adapter);
        }
        return adapter;
    }

    private boolean hasAll(ClientDescription client, ClassLoader application) {
        try {
            Reference missing = new ReferenceCheck(application).firstMissing(references(client.adapterClassName()));
            if (missing == null) {
                return true;
            }
            warn(client, "this version has no " + missing);
        } catch (ClassNotFoundException | RuntimeException | LinkageError failure) {
            warn(client, failure);
        }
        return false;
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

    private record CheckedContext(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}

    /**
     * Whether the application's version of a client has all that its adapter uses. It is found out when a call may be the
     * agent's, as it takes milliseconds and loads classes: applications with clients that never meet an upstream are spared both.
     */
    private final class KnownClient implements BooleanSupplier {
        private final ClientDescription client;
        private final ClassLoader application;
        private volatile @Nullable Boolean known;

        KnownClient(ClientDescription client, ClassLoader application) {
            this.client = client;
            this.application = application;
        }

        /** @throws NotReadyException if another thread is at it for too long, or this very thread is */
        @Override
        public boolean getAsBoolean() {
            Boolean answer = known;
            return answer == null ? check() : answer;
        }

        private boolean check() {
            lockBriefly();
            try {
                Boolean answer = known;
                if (answer == null) {
                    answer = hasAll(client, application);
                    known = answer;
                }
                return answer;
            } finally {
                lock.unlock();
            }
        }
    }
}
