package dev.breakwater.client.webclient;

import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.time.Delayer;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.scheduler.Schedulers;

/** Where what comes after a wait runs: on Reactor's own threads, as after an operator of Reactor's that waits. */
final class Threads {
    private Threads() {}

    static Delayer delayer() {
        return (delayNanos, task) -> ScheduledDelayer.shared().after(delayNanos, () -> execute(task));
    }

    static void execute(Runnable task) {
        try {
            Schedulers.parallel().schedule(task);
        } catch (RejectedExecutionException shutDown) {
            task.run();
        }
    }
}
