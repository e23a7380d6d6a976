package dev.breakwater.bootstrap;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The three things asked of the isolated side, by name, each loaded when it is asked for and not before. All are static methods
 * that take objects and give one: those the JDK calls by code that it has, and makes classes for any other, a millisecond each.
 */
final class IsolatedAgent implements Supplier<Object> {
    final AgentClassLoader loader;
    final @Nullable String policyArgument;
    private final Instrumentation instrumentation;

    IsolatedAgent(AgentClassLoader loader, @Nullable String policyArgument, Instrumentation instrumentation) {
        this.loader = loader;
        this.policyArgument = policyArgument;
        this.instrumentation = instrumentation;
    }

    /** Wires the engine together: the slow part, done on the weaver's background thread. */
    @Override
    public Object get() {
        return Objects.requireNonNull(root("start", policyArgument, instrumentation));
    }

    /** The class-file editor: loads the byte-code library, so it is asked for at the first hooked class. */
    ClassFileTransformer weaver() throws ReflectiveOperationException {
        return (ClassFileTransformer)
                Objects.requireNonNull(call("dev.breakwater.weaving.HookWeaver", "create", instrumentation, this));
    }

    /** Calls a static method of the composition root. */
    @Nullable
    Object root(String method, @Nullable Object... arguments) {
        try {
            return call("dev.breakwater.dist.Breakwater", method, arguments);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private @Nullable Object call(String type, String method, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, Object.class);
        return loader.loadClass(type).getMethod(method, types).invoke(null, arguments);
    }
}
