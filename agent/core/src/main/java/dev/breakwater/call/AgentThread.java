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
        return AccessController.doPrivileged((PrivilegedAction<AgentThread>) () -> new AgentThread(task, name));
    }
}
