package dev.breakwater.call;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** A thread of the agent's own: what is sent on it is never governed, be it to a host of the policy's. */
public final class AgentThread extends Thread {

    private AgentThread(Runnable task, String name) {
        super(null, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(null);
    }

    /**
     * A daemon, not started yet, that keeps no application's class loader alive. Until JDK 23 a thread remembers the protection
     * domains of everybody on the stack that made it, and passes them on to the threads that it makes; a privileged action
     * is where that look down the stack ends.
     */
    @SuppressWarnings("removal")
    public static AgentThread of(Runnable task, String name) {
        // Not a lambda: the first class that is woven waits for this, and the JVM's first lambda costs 10 ms.
        return AccessController.doPrivileged(new PrivilegedAction<AgentThread>() {
            @Override
            public AgentThread run() {
                return new AgentThread(task, name);
            }
        });
    }

    /** As {@link #of}, but what an application's callback sends on it is governed like any other call. */
    @SuppressWarnings("removal")
    public static Thread withCallbacks(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
    }
}
