package dev.breakwater.client.nonblocking;

import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.time.Delayer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where the agent's own steps run when neither the caller's thread nor the client's may run them: the timer itself does no work. */
public final class Pool {
    /** Where futures of the JDK's are completed, too. */
    private static final Executor EXECUTOR = new CompletableFuture<Void>().defaultExecutor();

    private Pool() {}

    /** Runs a task that does not block, soon. */
    public static void execute(Runnable task) {
        EXECUTOR.execute(task);
    }

    /** Waits on the shared timer; what comes after a wait runs here. */
    public static Delayer delayer() {
        return (delayNanos, task) -> ScheduledDelayer.shared().after(delayNanos, () -> execute(task));
    }
}
