package dev.breakwater.dist.otel;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry Java agent, or one of its distributions. It rewrites every copy of the API in the JVM so that it speaks to
 * the agent's SDK; ours too, which therefore keeps its package name.
 */
final class OtelAgent {
    /** On the boot path of a JVM in which the agent was started, and nowhere else. */
    private static final String MARK = "io.opentelemetry.javaagent.bootstrap.AgentInitializer";

    private static final String REWRITTEN = "io.opentelemetry.javaagent.";

    private OtelAgent() {}

    /** Whether it has been started in this JVM; it may still be switched off. Loads nothing of it beyond that one class. */
    static boolean present() {
        try {
            Class.forName(MARK, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /**
     * Its OpenTelemetry, through our own copy of the API; only to be asked for when it is {@link #present}.
     *
     * @return null if it is switched off: then our copy was not rewritten
     */
    static @Nullable OpenTelemetry bridged() {
        OpenTelemetry registered = GlobalOpenTelemetry.get();
        String tracer = registered.getTracer("dev.breakwater").getClass().getName();
        return tracer.startsWith(REWRITTEN) ? registered : null;
    }
}
