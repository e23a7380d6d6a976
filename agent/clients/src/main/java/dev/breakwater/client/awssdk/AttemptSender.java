package dev.breakwater.client.awssdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.client.nonblocking.Relay;
import dev.breakwater.client.nonblocking.Takeover;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;

/** Sends one call's attempts with the application's own client. */
final class AttemptSender implements Takeover.Attempts<Reply> {
    private final Governed governed;
    private final Application application;
    private final Call call;
    private final AttemptRequests requests;
    private final ReentrantLock lock = new ReentrantLock();
    private final Takeover<Reply> takeover = new Takeover<>(this);
    private volatile boolean sent;
    private volatile @Nullable Throwable lastError;
    private volatile @Nullable Reply truth;

    AttemptSender(Governed governed, Application application, Call call, AttemptRequests requests) {
        this.governed = governed;
        this.application = application;
        this.call = call;
        this.requests = requests;
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
    Reply truth() {
        return truth;
    }

    void truth(Reply answer) {
        truth = answer;
    }

    Governed governed() {
        return governed;
    }

    Application application() {
        return application;
    }

    @Override
    public AsyncDriver<Reply> driver(AsyncSender<Reply> sender) {
        return new AsyncDriver<>(call, sender, Pool.delayer(), governed.ticker());
    }

    @Override
    public Reply synthetic(Response response) {
        return Reply.synthetic(response, application);
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
        AsyncExecuteRequest request;
        try {
            request = requests.of(attempt, connection, started);
        } catch (RuntimeException e) {
            started.complete(unsendable(attempt, e));
            return started;
        }
        sent = true;
        started.start(request);
        return started;
    }

    /** A URL of the policy's that cannot be one, for example: the endpoint is out of the question, the call is not. */
    private Answer<Reply> unsendable(Attempt attempt, RuntimeException why) {
        if (!sent) {
            throw why;
        }
        IOException error = new IOException(
                "no request could be made for " + attempt.endpoint().name(), why);
        return failed(attempt, new Outcome.Failed(FailureKind.NOT_SENT, error));
    }

    /** An attempt has brought no answer. */
    Answer<Reply> failed(Attempt attempt, Outcome.Failed outcome) {
        lastError = outcome.error();
        return new Answer<>(null, attempt.call().next(outcome, governed.ticker().nanos()));
    }
}
