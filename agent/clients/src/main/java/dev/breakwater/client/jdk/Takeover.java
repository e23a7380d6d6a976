package dev.breakwater.client.jdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a call whose delivered answer has broken, while the application reads: no thread is held for it, whichever way
 * the application called.
 */
final class Takeover {
    private final AttemptSender<?> attempts;
    private volatile @Nullable AsyncDriver<?> driver;
    private volatile boolean cancelled;

    Takeover(AttemptSender<?> attempts) {
        this.attempts = attempts;
    }

    /** The next answer that is to be delivered feeds the relay; if there is none, the relay hears why. */
    void resume(Decision next, Relay<?> relay) {
        resume(next, relay, attempts);
    }

    private <T> void resume(Decision next, Relay<?> relay, AttemptSender<T> sender) {
        AsyncDriver<CompletableFuture<HttpResponse<T>>> resumed = sender.driver(new Sender<>(sender, relay));
        driver = resumed;
        resumed.resume(next).whenComplete((answer, error) -> {
            if (error != null) {
                relay.giveUp(Causes.of(error));
            }
        });
        if (cancelled) {
            resumed.cancel();
        }
    }

    /** The application does not read on. */
    void cancel() {
        cancelled = true;
        AsyncDriver<?> running = driver;
        if (running != null) {
            running.cancel();
        }
    }

    /** Sends like any other, but for the application's body handler: that one has its answer already. */
    private record Sender<T>(AttemptSender<T> attempts, Relay<?> relay)
            implements AsyncSender<CompletableFuture<HttpResponse<T>>> {

        @Override
        public CompletableFuture<Answer<CompletableFuture<HttpResponse<T>>>> send(Attempt attempt) {
            return attempts.start(attempt, relay);
        }

        @Override
        public void discard(CompletableFuture<HttpResponse<T>> response) {
            // An answer that nobody gets was dropped where it was received.
        }

        @Override
        public CompletableFuture<HttpResponse<T>> deliver(
                CompletableFuture<HttpResponse<T>> response, Decision.Deliver decision) {
            return response;
        }

        @Override
        public CompletableFuture<HttpResponse<T>> synthesize(Response response) {
            relay.giveUp(new IOException("the rest of the answer was refused with status " + response.status()));
            return new CompletableFuture<>();
        }
    }
}
