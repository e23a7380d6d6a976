package dev.breakwater.client.webclient;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Decision;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;

/** Goes on with a call whose delivered answer has broken, while the application reads. */
final class Takeover {
    private final AttemptSender attempts;
    private volatile @Nullable AsyncDriver<?> driver;
    private volatile boolean cancelled;

    Takeover(AttemptSender attempts) {
        this.attempts = attempts;
    }

    /** The next answer that is to be delivered feeds the relay; if there is none, the relay hears why. */
    void resume(Decision next, Relay relay) {
        AsyncDriver<ClientResponse> resumed = attempts.driver(new Sender(attempts, relay));
        driver = resumed;
        resumed.resume(next).whenComplete((answer, error) -> {
            if (error != null) {
                relay.giveUp(Errors.unwrapped(error));
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
    private record Sender(AttemptSender attempts, Relay relay) implements AsyncSender<ClientResponse> {

        @Override
        public CompletableFuture<Answer<ClientResponse>> send(Attempt attempt) {
            return attempts.start(attempt, relay);
        }

        @Override
        public void discard(ClientResponse response) {
            // An answer that nobody gets was dropped where it was received.
        }

        @Override
        public ClientResponse deliver(ClientResponse response, Decision.Deliver decision) {
            return response;
        }

        @Override
        public ClientResponse synthesize(Response response) {
            relay.giveUp(new IOException("the rest of the answer was refused with status " + response.status()));
            return Responses.synthetic(
                    response, attempts.governed().request(), attempts.governed().strategies());
        }
    }
}
