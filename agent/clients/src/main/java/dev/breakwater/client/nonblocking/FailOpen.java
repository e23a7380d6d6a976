package dev.breakwater.client.nonblocking;

import dev.breakwater.bootstrap.Log;
import java.util.concurrent.atomic.AtomicBoolean;

/** What becomes of the agent's own errors: one line, once, and never the application's trouble. */
public final class FailOpen {
    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private FailOpen() {}

    public static void report(Throwable bug) {
        if (REPORTED.compareAndSet(false, true)) {
            Log.warn("a call went on without the agent: " + bug);
        }
    }

    /** For clean-up after a bug: it may well fail, too. */
    public static void quietly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError again) {
            report(again);
        }
    }
}
