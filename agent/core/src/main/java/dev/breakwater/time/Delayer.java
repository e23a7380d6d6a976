package dev.breakwater.time;

/**
 * Runs something later. Implementations are thread-safe and never run the task on the calling thread.
 */
public interface Delayer {
    /**
     * Runs {@code task} once, {@code delayNanos} from now (at once when that is not positive).
     *
     * @return a handle whose {@code run} takes the task back if it has not started
     */
    Runnable after(long delayNanos, Runnable task);
}
