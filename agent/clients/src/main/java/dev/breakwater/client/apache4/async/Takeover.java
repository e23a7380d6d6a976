package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a call whose delivered answer has broken, while the application reads.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class Takeover<T> {
    private final AttemptSender<T> attempts;
    private volatile @Nullable AsyncDriver<?> driver;
    private volatile boolean cancelled;

    Takeover(AttemptSender<T> attempts) {
        this.attempts = attempts;
    }

    /** The next answer that is to be delivered feeds the delivery; if there is none, the delivery hears why. */
    void resume(LiveAttempt broken, Decision next, Delivery<T> delivery) {
        AsyncDriver<Delivery<T>> resumed = new AsyncDriver<>(
                broken.attempt().call(), new Sender<>(attempts, delivery), Pool.delayer(), attempts.ticker());
        driver = resumed;
        resumed.resume(next).whenComplete((answer, error) -> {
            if (error != null) {
                delivery.giveUp(Causes.of(error));
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

    /** Sends like any other, but for a consumer that has its head already. */
    private record Sender<T>(AttemptSender<T> attempts, Delivery<T> delivery) implements AsyncSender<Delivery<T>> {
        @Override
        public CompletableFuture<Answer<Delivery<T>>> send(Attempt attempt) {
            return attempts.start(attempt, delivery);
        }

        @Override
        public void discard(Delivery<T> response) {
            // An answer that nobody gets was dropped where it was received.
        }

        @Override
        public Delivery<T> deliver(Delivery<T> response, Decision.Deliver decision) {
            return response;
        }

        @Override
        public Delivery<T> synthesize(Response response) {
            delivery.giveUp(new IOException("the rest of the answer was refused with status " + response.status()));
            return delivery;
        }
    }
}
