package dev.breakwater.dist.otel;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which application is calling: the newest class on the stack that is neither the JDK's nor the agent's. */
final class Caller {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Predicate<ClassLoader> agent;

    /**
     * @param agent whether a loader is the agent's or one of those that it has made
     */
    Caller(Predicate<ClassLoader> agent) {
        this.agent = agent;
    }

    /** The loaders of this very agent. */
    static Predicate<ClassLoader> loadersOfThisAgent() {
        ClassLoader own = Caller.class.getClassLoader();
        return loader -> loader == own || loader.getClass().getClassLoader() == own;
    }

    /** Null when a call has no application on its stack, such as one that an executor of the JDK makes. */
    @Nullable
    Class<?> find() {
        return STACK.walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                .filter(this::applications)
                .findFirst()
                .orElse(null));
    }

    private boolean applications(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && loader != ClassLoader.getPlatformClassLoader() && !agent.test(loader);
    }
}
