package dev.breakwater.client;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Marks the agent's own sends, so that the next hook on this thread lets one of them pass: a token that is armed right before
 * the client is called, consumed first thing at the hook, and disarmed in a finally block. Arguments cannot carry the mark:
 * other agents wrap them.
 */
public final class Reentry {
    /** Those with an armed token. Unlike a thread-local, asking allocates nothing and leaves nothing behind in foreign threads. */
    private static final ConcurrentMap<Thread, Boolean> ARMED = new ConcurrentHashMap<>();

    private Reentry() {}

    /** The next hook that this thread comes to lets the call pass. */
    public static void arm() {
        ARMED.put(Thread.currentThread(), Boolean.TRUE);
    }

    /** Whether this is the agent's own send; the answer is true once for each {@link #arm}. */
    public static boolean consume() {
        return !ARMED.isEmpty() && ARMED.remove(Thread.currentThread()) != null;
    }

    /** Takes the token back in case that no hook consumed it. */
    public static void disarm() {
        ARMED.remove(Thread.currentThread());
    }
}
