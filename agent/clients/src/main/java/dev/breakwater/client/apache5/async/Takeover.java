package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.message.Response;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Goes on with a call whose delivered answer has broken, while the application reads: the next answer feeds the same relay. */
final class Takeover implements AsyncSender<Boolean> {
    private final Attempts attempts;
    private final Relay<?> relay;
    private final Ticker ticker;
    private volatile @Nullable AsyncDriver<?> driver;
    private volatile boolean cancelled;

    Takeover(Attempts attempts, Relay<?> relay, Ticker ticker) {
        this.attempts = attempts;
        this.relay = relay;
        this.ticker = ticker;
    }

    /** The next answer that is to be delivered feeds the relay; if there is none, the relay hears why. */
    void resume(Call call, Decision next) {
        AsyncDriver<Boolean> resumed = new AsyncDriver<>(call, this, Pool.delayer(), ticker);
        driver = resumed;
        resumed.resume(next).whenComplete((answer, error) -> {
            if (error != null) {
                relay.fail(Causes.of(error));
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

    @Override
    public CompletableFuture<Answer<Boolean>> send(Attempt attempt) {
        return attempts.start(attempt, true);
    }

    @Override
    public void discard(Boolean response) {
        // An answer that nobody gets was dropped where it was received.
    }

    @Override
    public Boolean deliver(Boolean response, Decision.Deliver decision) {
        return response;
    }

    @Override
    public Boolean synthesize(Response response) {
        relay.fail(new IOException("the rest of the answer was refused with status " + response.status()));
        return Boolean.TRUE;
    }
}
