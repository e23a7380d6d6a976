package dev.breakwater.dist.otel;

import dev.breakwater.call.AgentThread;
import dev.breakwater.telemetry.RecordingQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Records calls that are over, many at a time: it looks for them twenty times a second, and goes to sleep when there were none for
 * a second, so that calls have to wake it only then, or when it is far behind. Thread-safe.
 */
final class RecordingThread implements RecordingQueue {
    private static final int MAX_KEPT = 1024;
    private static final int MANY = MAX_KEPT / 2;
    private static final int IN_VAIN_AT_MOST = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Consumer<String> warnings;
    private final Queue<Runnable> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Thread thread = AgentThread.of(this::work, "breakwater-recording");
    private final AtomicBoolean idle = new AtomicBoolean();

    RecordingThread(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    void start() {
        thread.start();
    }

    @Override
    public boolean offer(Runnable recording) {
        int before = count.getAndIncrement();
        if (before >= MAX_KEPT) {
            count.decrementAndGet();
            return false;
        }
        kept.add(recording);
        if (before == MANY || (idle.get() && idle.compareAndSet(true, false))) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    private void work() {
        int inVain = 0;
        while (true) {
            inVain = recordAll() > 0 ? 0 : inVain + 1;
            if (inVain < IN_VAIN_AT_MOST) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            } else {
                sleep();
            }
        }
    }

    /** Whether the next one has to wake it. */
    boolean asleep() {
        return idle.get();
    }

    private void sleep() {
        idle.set(true);
        if (kept.isEmpty()) {
            LockSupport.park(this);
        }
        idle.set(false);
    }

    /**
     * On the calling thread, after those that another thread is at.
     *
     * @return how many there were
     */
    synchronized int recordAll() {
        int recorded = 0;
        for (Runnable recording = kept.poll(); recording != null; recording = kept.poll()) {
            count.decrementAndGet();
            record(recording);
            recorded++;
        }
        return recorded;
    }

    private void record(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException | LinkageError failure) {
            if (told.compareAndSet(false, true)) {
                warnings.accept(
                        "telemetry of a call failed (" + failure.getClass().getName() + "); calls are not affected");
            }
        }
    }
}
