package dev.breakwater.dist.otel;

import dev.breakwater.call.CallListener;
import dev.breakwater.time.Ticker;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry API of one application, looked at without changing anything: asking it the wrong question first would
 * register a global that does nothing, or fix its context storage, and the application could not set up its own any more.
 */
final class ApplicationOtel {
    private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
    private static final String CONTEXT = "io.opentelemetry.context.Context";
    /** Loaded when somebody asks for the current context for the first time. */
    private static final String CONTEXT_IN_USE = "io.opentelemetry.context.LazyStorage";
    /** The newest member without which recording is not possible: the metrics API, 1.10. */
    private static final String NEEDED = "io.opentelemetry.api.metrics.MeterProvider";

    private final ClassLoader application;
    private final Class<?> global;
    private final LoadedClasses loadedClasses;
    private final ApplicationLoader own;

    private ApplicationOtel(ClassLoader application, Class<?> global, LoadedClasses loadedClasses) {
        this.application = application;
        this.global = global;
        this.loadedClasses = loadedClasses;
        this.own = new ApplicationLoader(ApplicationOtel.class.getClassLoader(), application);
    }

    /** Null if the application has no OpenTelemetry API, or one that is too old or the agent's own copy. */
    static @Nullable ApplicationOtel of(ClassLoader application, LoadedClasses loadedClasses) {
        try {
            Class<?> global = Class.forName(GLOBAL, false, application);
            Class.forName(NEEDED, false, application);
            return new ApplicationOtel(application, global, loadedClasses);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    /** Records into what the application has registered; null if that is nothing, or does nothing. */
    @Nullable
    CallListener join(boolean latestConventions, Ticker ticker, Consumer<String> warnings)
            throws ReflectiveOperationException {
        if (!registered()) {
            return null;
        }
        try {
            return (CallListener) api().getMethod("join", boolean.class, Ticker.class, Consumer.class)
                    .invoke(null, latestConventions, ticker, warnings);
        } catch (InvocationTargetException failure) {
            throw new ReflectiveOperationException(failure.getCause());
        }
    }

    private boolean registered() throws ReflectiveOperationException {
        try {
            return (boolean) global.getMethod("isSet").invoke(null);
        } catch (NoSuchMethodException olderThan159) {
            Field field = global.getDeclaredField("globalOpenTelemetry");
            return field.trySetAccessible() && field.get(null) != null;
        }
    }

    /** Whether the application has begun to use contexts; until then there is no current span and asking would harm. */
    boolean contextInUse() throws ReflectiveOperationException {
        ClassLoader defining = Class.forName(CONTEXT, false, application).getClassLoader();
        for (Class<?> loaded : loadedClasses.of(defining)) {
            if (loaded.getName().equals(CONTEXT_IN_USE)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    Supplier<Map<String, String>> contextReader() throws ReflectiveOperationException {
        return (Supplier<Map<String, String>>) invoke("reader");
    }

    @SuppressWarnings("unchecked")
    Function<Map<String, String>, AutoCloseable> contextSetter() throws ReflectiveOperationException {
        return (Function<Map<String, String>, AutoCloseable>) invoke("setter");
    }

    private Object invoke(String method) throws ReflectiveOperationException {
        return api().getMethod(method).invoke(null);
    }

    private Class<?> api() throws ClassNotFoundException {
        return own.loadClass("dev.breakwater.telemetry.ApplicationApi");
    }
}
