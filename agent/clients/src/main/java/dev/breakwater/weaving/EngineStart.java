package dev.breakwater.weaving;

import dev.breakwater.call.AgentThread;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.NotReadyException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the engine once, on a thread of its own, while the application goes on loading classes. Whoever needs it
 * before it is there waits, but not for ever: an application must not hang on its agent.
 */
final class EngineStart implements Function<ClassLoader, AdapterContext> {
    private static final long PATIENCE_MILLIS = 10_000;
    /** Of all event loops together: each has a thousand connections of the application's to serve. */
    private static final long PATIENCE_OF_EVENT_LOOPS_MILLIS = 300;

    private final Consumer<String> warnings;
    private final AtomicBoolean failureReported = new AtomicBoolean();
    private final FutureTask<Function<ClassLoader, AdapterContext>> start;
    private final Thread thread;
    private volatile boolean late;
    private volatile boolean lateForEventLoops;
    private volatile @Nullable Function<ClassLoader, AdapterContext> contexts;

    /** The supplier gives a {@code Function<ClassLoader, AdapterContext>}; only the JDK's types cross the bootstrap. */
    @SuppressWarnings("unchecked")
    EngineStart(Supplier<Object> engine, Consumer<String> warnings) {
        this.warnings = warnings;
        // Not a lambda: this is on the way of the first class that is woven, and the JVM's first lambda costs 10 ms.
        start = new FutureTask<>(new Callable<Function<ClassLoader, AdapterContext>>() {
            @Override
            public Function<ClassLoader, AdapterContext> call() {
                return (Function<ClassLoader, AdapterContext>) engine.get();
            }
        });
        thread = AgentThread.of(start, "breakwater-start");
        thread.start();
    }

    /** What an adapter of that application is given. Only after {@link #await} said that there is an engine. */
    @Override
    public AdapterContext apply(ClassLoader application) {
        return Objects.requireNonNull(contexts).apply(application);
    }

    /**
     * Waits for the engine; what was interrupted meanwhile stays so. False: it could not be started, which is final.
     *
     * @throws NotReadyException if it is not there yet, which a later call may find otherwise
     */
    boolean await() {
        // A call made by the start itself would wait for itself; and one that waited in vain is enough.
        boolean eventLoop = EventLoops.contain(Thread.currentThread());
        boolean inVain = late || (eventLoop && lateForEventLoops);
        if (Thread.currentThread() == thread || (inVain && !start.isDone())) {
            throw new NotReadyException("the engine is still starting");
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    long patience = eventLoop ? PATIENCE_OF_EVENT_LOOPS_MILLIS : PATIENCE_MILLIS;
                    contexts = start.get(patience, TimeUnit.MILLISECONDS);
                    return true;
                } catch (InterruptedException goOn) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException tooLate) {
            lateForEventLoops = true;
            if (!eventLoop) {
                late = true;
            }
            throw new NotReadyException("the engine is still starting");
        } catch (ExecutionException failure) {
            if (failureReported.compareAndSet(false, true)) {
                warnings.accept("not started, calls are left untouched: " + rootCause(failure));
            }
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The layers above it only tell how it was called. */
    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
