package dev.breakwater.client.nonblocking;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Decision;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a call whose delivered answer has broken, while the application reads.
 *
 * @param <R> the client's response type
 */
public final class Takeover<R> {
    private final Attempts<R> attempts;
    private volatile @Nullable AsyncDriver<?> driver;
    private volatile boolean cancelled;

    public Takeover(Attempts<R> attempts) {
        this.attempts = attempts;
    }

    /**
     * What sends a call's attempts.
     *
     * @param <R> the client's response type
     */
    public interface Attempts<R> {
        /** What drives the call that these belong to. */
        AsyncDriver<R> driver(AsyncSender<R> sender);

        /** Starts one whose answer, if it is to be delivered, goes to a relay that already has a reader. */
        CompletableFuture<Answer<R>> start(Attempt attempt, Relay resumed);

        /** An answer of the agent's own, which nobody gets to see. */
        R synthetic(Response response);
    }

    /** The next answer that is to be delivered feeds the relay; if there is none, the relay hears why. */
    void resume(Decision next, Relay relay) {
        AsyncDriver<R> resumed = attempts.driver(new Sender<>(attempts, relay));
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

    /** Sends like any other, but for the response: the application has one already. */
    private record Sender<R>(Attempts<R> attempts, Relay relay) implements AsyncSender<R> {

        @Override
        public CompletableFuture<Answer<R>> send(Attempt attempt) {
            return attempts.start(attempt, relay);
        }

        @Override
        public void discard(R response) {
            // An answer that nobody gets was dropped where it was received.
        }

        @Override
        public R deliver(R response, Decision.Deliver decision) {
            return response;
        }

        @Override
        public R synthesize(Response response) {
            relay.giveUp(new IOException("the rest of the answer was refused with status " + response.status()));
            return attempts.synthetic(response);
        }
    }
}
