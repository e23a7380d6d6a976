package dev.breakwater.client.jdk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A blocked caller that works for its own answer: what the client's threads bring is done on the caller's thread, which must be
 * woken for the answer in any case and wakes while the client is still busy with it. When the caller has left, tasks run on the
 * thread that brings them. One at a time and in the order in which they came, either way: clients bring one after the other.
 */
final class CallerThread {
    private final Thread caller = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> tasks = new ArrayDeque<>(4);
    private volatile boolean waiting;
    private volatile boolean left;

    /** @param onFailure gets what the task throws on the caller's thread; what it throws on this one is thrown here */
    void execute(Runnable task, Consumer<Throwable> onFailure) {
        if (!taken(() -> guarded(task, onFailure))) {
            task.run();
        } else if (waiting) {
            LockSupport.unpark(caller);
        }
    }

    /** Runs a task whose failure must not end what comes after it. */
    static void guarded(Runnable task, Consumer<Throwable> onFailure) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    /** The same, but before all others; from within a task. */
    void next(Runnable task, Consumer<Throwable> onFailure) {
        lock.lock();
        try {
            tasks.addFirst(() -> guarded(task, onFailure));
        } finally {
            lock.unlock();
        }
    }

    private boolean taken(Runnable task) {
        lock.lock();
        try {
            return !left && tasks.add(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next task; on the caller's thread only.
     *
     * @return null when nothing has come within that time
     */
    @Nullable
    Runnable await(long nanos) throws InterruptedException {
        Runnable task = poll();
        if (task == null) {
            // From here on whoever brings something sees that the caller waits.
            waiting = true;
            try {
                task = poll();
                if (task == null) {
                    LockSupport.parkNanos(this, nanos);
                    task = poll();
                }
            } finally {
                waiting = false;
            }
        }
        if (task == null && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return task;
    }

    private @Nullable Runnable poll() {
        lock.lock();
        try {
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether whoever brings something does it at once. */
    boolean hasLeft() {
        return left;
    }

    /** Does what is left to do, then leaves; on the caller's thread, or on another one that goes on in its place. */
    void leave() {
        for (Runnable task = pollOrLeave(); task != null; task = pollOrLeave()) {
            task.run();
        }
    }

    private @Nullable Runnable pollOrLeave() {
        lock.lock();
        try {
            Runnable task = tasks.poll();
            left = task == null;
            return task;
        } finally {
            lock.unlock();
        }
    }
}
