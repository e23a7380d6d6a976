package dev.breakwater.bench.app;

/** An agent that does nothing: what any agent costs before it has done anything. */
public final class EmptyAgent {
    private EmptyAgent() {}

    /** Called by the JVM. */
    public static void premain(String argument) {}
}
