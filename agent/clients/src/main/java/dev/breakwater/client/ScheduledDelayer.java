package dev.breakwater.client;

import dev.breakwater.call.AgentThread;
import dev.breakwater.time.Delayer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent's one timer: a daemon thread that is started when first needed. Tasks must be short and must not block.
 *
 * <p>A task that is the next one due wakes that thread, only for it to see that there is nothing to do yet. Nearly all tasks are
 * limits that are taken back soon, so that with few calls under way nearly each would be the next one. Therefore a beat is always
 * due sooner than they are, as long as calls come.
 */
public final class ScheduledDelayer implements Delayer {
    private static final ScheduledDelayer SHARED = new ScheduledDelayer();
    private static final long BEAT_NANOS = 100_000_000L;
    private static final int QUIET_BEATS = 10;

    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean beating = new AtomicBoolean();
    /** Written by every caller, and only read to find out whether there are any: a race loses nothing. */
    private volatile boolean used;

    private int quietBeats;

    ScheduledDelayer() {
        timer = new ScheduledThreadPoolExecutor(1, ScheduledDelayer::daemon);
        // Most limits never pass: what waits for them must not keep finished calls in memory.
        timer.setRemoveOnCancelPolicy(true);
    }

    public static ScheduledDelayer shared() {
        return SHARED;
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
        if (delayNanos > BEAT_NANOS) {
            keepBeating();
        }
        Future<?> scheduled = timer.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private void keepBeating() {
        if (!used) {
            used = true;
        }
        if (!beating.get() && beating.compareAndSet(false, true)) {
            beatLater();
        }
    }

    private void beatLater() {
        timer.schedule(this::beat, BEAT_NANOS, TimeUnit.NANOSECONDS);
    }

    private void beat() {
        quietBeats = used ? 0 : quietBeats + 1;
        used = false;
        if (quietBeats < QUIET_BEATS) {
            beatLater();
        } else {
            quietBeats = 0;
            beating.set(false);
        }
    }

    /** What is planned: tasks, and the beat while there is one. */
    int planned() {
        return timer.getQueue().size();
    }

    boolean beats() {
        return beating.get();
    }

    /** {@link ThreadFactory}: belongs to no application, whichever happens to need it first. */
    private static Thread daemon(Runnable work) {
        return AgentThread.withCallbacks(work, "breakwater-timer");
    }
}
