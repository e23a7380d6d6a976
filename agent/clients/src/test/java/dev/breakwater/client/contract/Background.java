package dev.breakwater.client.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own; whatever comes of it is kept for the test to ask. */
final class Background implements AutoCloseable {
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();
    private final CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
    private final Thread thread;

    private Background(Callable<?> call) {
        thread = new Thread(() -> {
            try {
                outcome.complete(call.call());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
            interruptedAfterwards.complete(Thread.currentThread().isInterrupted());
        });
        thread.setDaemon(true);
        thread.start();
    }

    static Background run(Callable<?> call) {
        return new Background(call);
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Whether the thread was left interrupted. */
    boolean leftInterrupted() throws Exception {
        return interruptedAfterwards.get(10, TimeUnit.SECONDS);
    }

    boolean running() {
        return !outcome.isDone();
    }

    Object result(Duration within) throws Exception {
        try {
            return outcome.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** What the call threw; an error of the test if it did not. */
    Throwable failure(Duration within) throws Exception {
        try {
            Object result = outcome.get(within.toNanos(), TimeUnit.NANOSECONDS);
            throw new AssertionError("it did not fail but gave " + result);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            StackTraceElement[] where = thread.getStackTrace();
            AssertionError hangs = new AssertionError("it still runs after " + within);
            hangs.setStackTrace(where);
            throw hangs;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.join(10_000);
    }
}
