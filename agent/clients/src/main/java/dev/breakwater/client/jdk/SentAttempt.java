package dev.breakwater.client.jdk;

import dev.breakwater.call.Answer;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.client.nonblocking.LiveAttempt;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * An attempt under way. Taking it back completes it only if nothing was decided yet: the client's threads may be at it.
 *
 * @param <T> the application's body type
 */
final class SentAttempt<T> extends CompletableFuture<Answer<CompletableFuture<HttpResponse<T>>>> {
    private final LiveAttempt attempt;
    private final CompletableFuture<HttpResponse<Object>> exchange;

    SentAttempt(LiveAttempt attempt, CompletableFuture<HttpResponse<Object>> exchange) {
        this.attempt = attempt;
        this.exchange = exchange;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return takeBack(new CancellationException());
    }

    /** The time for connecting is over. */
    void connectLimit(ConnectionWatch connection) {
        if (connection.giveUp() && attempt.awaitsHead()) {
            takeBack(new HttpConnectTimeoutException("HTTP connect timed out"));
        }
    }

    private boolean takeBack(Exception why) {
        // In this order: what the client makes of the cancellation must not come first.
        boolean ended = attempt.takeBack() && completeExceptionally(why);
        exchange.cancel(true);
        return ended;
    }
}
