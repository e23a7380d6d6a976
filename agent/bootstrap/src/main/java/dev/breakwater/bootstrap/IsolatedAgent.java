package dev.breakwater.bootstrap;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The three things asked of the isolated side, by name, each loaded when it is asked for and not before. */
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
        return root("start", new Class<?>[] {String.class, Instrumentation.class}, policyArgument, instrumentation);
    }

    /** The class-file editor: loads the byte-code library, so it is asked for at the first hooked class. */
    ClassFileTransformer weaver() throws ReflectiveOperationException {
        return (ClassFileTransformer) loader.loadClass("dev.breakwater.weaving.HookWeaver")
                .getConstructor(Instrumentation.class, Supplier.class)
                .newInstance(instrumentation, this);
    }

    /** Calls a static method of the composition root. */
    Object root(String method, Class<?>[] types, @Nullable Object... arguments) {
        try {
            Class<?> root = loader.loadClass("dev.breakwater.dist.Breakwater");
            return root.getMethod(method, types).invoke(null, arguments);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
