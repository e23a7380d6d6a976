package dev.breakwater.client.nonblocking;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How the application's cancellation reaches whatever a call is doing at the moment. */
public final class TakeBack {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable action;
    private volatile boolean taken;

    public boolean taken() {
        return taken;
    }

    /** From now on this ends the call; at once if the application has cancelled already. */
    public void by(Runnable how) {
        lock.lock();
        try {
            action = how;
        } finally {
            lock.unlock();
        }
        if (taken) {
            how.run();
        }
    }

    /** Nothing is under way any more; what was is not kept alive by the application's future. */
    public void done() {
        lock.lock();
        try {
            action = null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call; false if nothing was under way. */
    public boolean now() {
        Runnable how;
        lock.lock();
        try {
            taken = true;
            how = action;
        } finally {
            lock.unlock();
        }
        if (how != null) {
            how.run();
        }
        return how != null;
    }
}
