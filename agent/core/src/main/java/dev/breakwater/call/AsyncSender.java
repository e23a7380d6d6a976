package dev.breakwater.call;

import java.util.concurrent.CompletableFuture;

/**
 * A client adapter as the asynchronous driver uses it.
 *
 * @param <R> the client's response type
 */
public interface AsyncSender<R> extends Sender<R> {

    /**
     * Starts one attempt. The answer is fed to the gate of {@link Attempt#onHead} until it no longer holds; then {@link Call#next}
     * is asked and the future completed with both. Cancelling the future takes the attempt back.
     */
    CompletableFuture<Answer<R>> send(Attempt attempt);
}
