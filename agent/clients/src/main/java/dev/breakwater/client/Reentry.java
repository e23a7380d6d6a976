package dev.breakwater.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Marks the agent's own sends, so that the next hook on this thread lets one of them pass: a token that is armed right before
 * the client is called, consumed first thing at the hook, and disarmed in a finally block. Arguments cannot carry the mark:
 * other agents wrap them.
 */
public final class Reentry {
    private static final ThreadLocal<Boolean> TOKEN = new ThreadLocal<>();
    /** How many tokens are armed anywhere: while none is, a foreign call never touches its thread's locals. */
    private static final AtomicInteger ARMED = new AtomicInteger();

    private Reentry() {}

    /** The next hook that this thread comes to lets the call pass. */
    public static void arm() {
        if (TOKEN.get() == null) {
            TOKEN.set(Boolean.TRUE);
            ARMED.incrementAndGet();
        }
    }

    /** Whether this is the agent's own send; the answer is true once for each {@link #arm}. */
    public static boolean consume() {
        return ARMED.get() != 0 && take();
    }

    /** Takes the token back in case that no hook consumed it. */
    public static void disarm() {
        take();
    }

    private static boolean take() {
        if (TOKEN.get() == null) {
            TOKEN.remove();
            return false;
        }
        TOKEN.remove();
        ARMED.decrementAndGet();
        return true;
    }
}
