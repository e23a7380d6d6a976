package dev.breakwater.client.jdk;

import dev.breakwater.client.nonblocking.TakeBack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What an application gets from {@code sendAsync}: like the client's own future, it and every stage derived from it cancel the
 * call when they are cancelled with {@code true}.
 */
final class GovernedFuture<V> extends CompletableFuture<V> {
    private final TakeBack takeBack;

    GovernedFuture(TakeBack takeBack) {
        this.takeBack = takeBack;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new GovernedFuture<>(takeBack);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean ended = mayInterruptIfRunning && !isDone() && takeBack.now();
        return super.cancel(mayInterruptIfRunning) || ended;
    }

    /** The client's own future is a dependent stage, so its exceptions come wrapped. */
    void fail(Throwable error) {
        completeExceptionally(new CompletionException(error));
    }
}
