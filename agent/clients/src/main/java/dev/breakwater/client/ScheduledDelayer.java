package dev.breakwater.client;

import dev.breakwater.call.AgentThread;
import dev.breakwater.time.Delayer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The agent's one timer: a daemon thread that is started when first needed. Tasks must be short and must not block. */
public final class ScheduledDelayer implements Delayer {
    private static final ScheduledDelayer SHARED = new ScheduledDelayer();

    private final ScheduledThreadPoolExecutor timer;

    private ScheduledDelayer() {
        timer = new ScheduledThreadPoolExecutor(1, ScheduledDelayer::daemon);
        // Most limits never pass: what waits for them must not keep finished calls in memory.
        timer.setRemoveOnCancelPolicy(true);
    }

    public static ScheduledDelayer shared() {
        return SHARED;
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
        Future<?> scheduled = timer.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** {@link ThreadFactory}: belongs to no application, whichever happens to need it first. */
    private static Thread daemon(Runnable work) {
        return AgentThread.withCallbacks(work, "breakwater-timer");
    }
}
