package dev.breakwater.client.apache5.async;

import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.client.nonblocking.Pool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the client has put away the connection of an answer that is read, which it does right after it has said so: then
 * what comes next, an attempt or the application's next call, finds that connection free.
 */
final class Landing {
    /** Some handler of the application's may keep the end of an exchange to itself. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock;
    private @Nullable DescribedProducer upload;
    private @Nullable Runnable next;
    private @Nullable Runnable timeout;
    private boolean released;

    Landing(ReentrantLock lock) {
        this.lock = lock;
    }

    /** What must have been sent before; null for no body. */
    void after(@Nullable DescribedProducer body) {
        upload = body;
    }

    /** The answer has been read: goes on when its connection is free, or at once where it will not be. */
    void then(Runnable step) {
        boolean soon;
        lock.lock();
        try {
            soon = !released && (upload == null || upload.ended());
            if (soon) {
                next = step;
                timeout = ScheduledDelayer.shared().after(PATIENCE_NANOS, () -> Pool.execute(this::goOn));
            }
        } finally {
            lock.unlock();
        }
        if (!soon) {
            step.run();
        }
    }

    /** The client is done with the exchange; false if it has said so before. */
    boolean release() {
        lock.lock();
        try {
            if (released) {
                return false;
            }
            released = true;
        } finally {
            lock.unlock();
        }
        goOn();
        return true;
    }

    private void goOn() {
        Runnable step;
        Runnable timer;
        lock.lock();
        try {
            step = next;
            timer = timeout;
            next = null;
            timeout = null;
        } finally {
            lock.unlock();
        }
        if (timer != null) {
            timer.run();
        }
        if (step != null) {
            step.run();
        }
    }
}
