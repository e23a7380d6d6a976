package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Caller;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.client.apache5.shared.Urls;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.jspecify.annotations.Nullable;

/** Sends one call's attempts with the application's own client, each with a request of its own, its route computed anew. */
final class Attempts {
    private final ApplicationCall<?> call;
    private final ManagedRequests requests;
    private final RequestBody body;
    private final Relay<?> relay;
    private final Ticker ticker;
    private volatile boolean sent;
    private volatile @Nullable RuntimeException refusal;

    Attempts(ApplicationCall<?> call, ManagedRequests requests, RequestBody body, Relay<?> relay, Ticker ticker) {
        this.call = call;
        this.requests = requests;
        this.body = body;
        this.relay = relay;
        this.ticker = ticker;
    }

    /** Whether anything was sent: from then on the agent's own failure must not send it again. */
    boolean sent() {
        return sent;
    }

    /** What the client threw at once for the last attempt, or null. */
    @Nullable
    RuntimeException refusal() {
        return refusal;
    }

    /** @param resumed whether the answer, if it is to be delivered, follows one that has broken */
    SentAttempt start(Attempt attempt, boolean resumed) {
        LiveAttempt live = new LiveAttempt(attempt, relay.lock(), ticker);
        SentAttempt result = new SentAttempt(live);
        AttemptConsumer consumer = new AttemptConsumer(result, relay, resumed);
        ManagedRequest request;
        HttpHost target;
        DescribedProducer producer;
        try {
            request = requests.of(attempt, result);
            target = attempt.untouched() ? call.target() : Urls.host(attempt.url());
            producer = body.producer(attempt.untouched() ? null : attempt.body());
            consumer.after(producer);
        } catch (RuntimeException unsendable) {
            result.end(new Outcome.Failed(FailureKind.NOT_SENT, unsendable(attempt, unsendable)));
            return result;
        }
        watchHead(attempt, result);
        sent = true;
        ManagedRequest.begin();
        try {
            result.exchange(call.send(target, new BasicRequestProducer(request, producer), consumer, ending(consumer)));
        } catch (RuntimeException refused) {
            refusal = refused;
            result.end(new Outcome.Failed(FailureKind.CANCELLED, refused));
            consumer.releaseResources();
        }
        return result;
    }

    private void watchHead(Attempt attempt, SentAttempt result) {
        if (attempt.answerDeadlineNanos() != Caller.NO_DEADLINE) {
            Runnable timer = ScheduledDelayer.shared()
                    .after(attempt.answerDeadlineNanos() - ticker.nanos(), () -> Pool.execute(result::onHeadLimit));
            result.whenComplete((answer, error) -> timer.run());
        }
    }

    /** A header of the policy's that the client does not allow, for one: the endpoint is out of the question, the call is not. */
    private static IOException unsendable(Attempt attempt, RuntimeException why) {
        return new IOException(
                "no request could be made for " + attempt.endpoint().name(), why);
    }

    /** Some failures the client tells to the future only. */
    private static FutureCallback<Boolean> ending(AttemptConsumer consumer) {
        return new FutureCallback<>() {
            @Override
            public void completed(Boolean result) {
                // The consumer knows.
            }

            @Override
            public void failed(Exception error) {
                consumer.failed(error);
                consumer.releaseResources();
            }

            @Override
            public void cancelled() {
                consumer.failed(new CancellationException());
            }
        };
    }
}
