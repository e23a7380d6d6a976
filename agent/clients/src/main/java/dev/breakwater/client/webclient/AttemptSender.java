package dev.breakwater.client.webclient;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Relay;
import dev.breakwater.client.nonblocking.Takeover;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Sends one call's attempts with the application's own exchange function, each in the context of its subscriber. */
final class AttemptSender implements Takeover.Attempts<ClientResponse> {
    private final Governed governed;
    private final Call call;
    private final AttemptRequests requests;
    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Takeover<ClientResponse> takeover = new Takeover<>(this);
    private volatile boolean sent;
    private volatile @Nullable Throwable lastError;
    private volatile @Nullable ClientResponse truth;

    AttemptSender(Governed governed, Call call, AttemptRequests requests, Context context) {
        this.governed = governed;
        this.call = call;
        this.requests = requests;
        this.context = context;
    }

    /** Whether anything was sent: from then on the agent's own failure must not send it again. */
    boolean sent() {
        return sent;
    }

    /** What an attempt ended with last, or null. */
    @Nullable
    Throwable lastError() {
        return lastError;
    }

    /** What came when the engine failed over it: the application's, whatever the call says. */
    @Nullable
    ClientResponse truth() {
        return truth;
    }

    void truth(ClientResponse answer) {
        truth = answer;
    }

    Governed governed() {
        return governed;
    }

    Context context() {
        return context;
    }

    @Override
    public AsyncDriver<ClientResponse> driver(AsyncSender<ClientResponse> sender) {
        return new AsyncDriver<>(call, sender, Threads.delayer(), governed.ticker());
    }

    @Override
    public ClientResponse synthetic(Response response) {
        return Responses.synthetic(response, governed.request(), governed.strategies());
    }

    @Override
    public SentAttempt start(Attempt attempt, Relay resumed) {
        return start(attempt, resumed, true);
    }

    /** One whose answer, if it is to be delivered, gets a body of its own. */
    SentAttempt start(Attempt attempt) {
        return start(attempt, new Relay(lock, takeover), false);
    }

    private SentAttempt start(Attempt attempt, Relay relay, boolean resuming) {
        ConnectionWatch connection = new ConnectionWatch();
        LiveAttempt live = new LiveAttempt(attempt, lock, governed.ticker());
        SentAttempt started = new SentAttempt(this, live, connection, relay, resuming);
        Mono<ClientResponse> exchange;
        try {
            exchange = governed.send(requests.of(attempt, connection));
        } catch (RuntimeException e) {
            started.complete(unsendable(attempt, e));
            return started;
        }
        sent = true;
        started.start(exchange);
        return started;
    }

    /** A URL of the policy's that cannot be one, for example: the endpoint is out of the question, the call is not. */
    private Answer<ClientResponse> unsendable(Attempt attempt, RuntimeException why) {
        if (!sent) {
            throw why;
        }
        IOException error = new IOException(
                "no request could be made for " + attempt.endpoint().name(), why);
        return failed(attempt, new Outcome.Failed(FailureKind.NOT_SENT, Errors.told(error, governed.request())));
    }

    /** An attempt has brought no answer. */
    Answer<ClientResponse> failed(Attempt attempt, Outcome.Failed outcome) {
        lastError = outcome.error();
        return new Answer<>(null, attempt.call().next(outcome, governed.ticker().nanos()));
    }
}
