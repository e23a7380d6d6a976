package dev.breakwater.bootstrap;

/** Single lines on standard error; a logging framework would wake java.util.logging before the application does. */
public final class Log {
    private Log() {}

    /** Writes one line, prefixed with the agent's name. */
    public static void warn(String message) {
        System.err.println("breakwater: " + message);
    }
}
