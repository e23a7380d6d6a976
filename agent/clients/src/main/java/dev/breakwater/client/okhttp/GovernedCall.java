package dev.breakwater.client.okhttp;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.BlockingDriver;
import dev.breakwater.call.BlockingSender;
import dev.breakwater.call.Call;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Failures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: each attempt proceeds the application's own chain, on its own thread. It also keeps what really happened,
 * so that an error of the agent's own ends in that and never in a second send.
 */
final class GovernedCall implements BlockingSender<Response> {
    private final Call call;
    private final Interceptor.Chain chain;
    private final AttemptRequests requests;
    private final CredentialInterceptor credential;
    private final CallLimits limits;
    private final BlockingDriver driver;
    private boolean takingOver;
    private boolean sent;
    private @Nullable Response received;
    private @Nullable HeldAnswer held;
    private @Nullable WatchedAnswer prepared;
    private @Nullable Throwable thrown;

    GovernedCall(
            Call call,
            Interceptor.Chain chain,
            AttemptRequests requests,
            CredentialInterceptor credential,
            CallLimits limits,
            BlockingDriver driver) {
        this.call = call;
        this.chain = chain;
        this.requests = requests;
        this.credential = credential;
        this.limits = limits;
        this.driver = driver;
    }

    Response run() throws IOException {
        try {
            return driver.run(call, this);
        } catch (IOException e) {
            throw limits.seen(e);
        } catch (Exception | LinkageError e) {
            return truth(e);
        }
    }

    /** Goes on with a call whose answer has broken; the response is for the source that reads it, not for the application. */
    Response resume(Decision decision) throws Exception {
        takingOver = true;
        return driver.resume(call, this, decision);
    }

    /** The answer that {@link #resume} brought. */
    AnswerBytes bytes() {
        return Objects.requireNonNull(held).begin();
    }

    /** After an unchecked exception: the application's own goes on to it, ours gives way to what OkHttp did. */
    private Response truth(Throwable error) throws IOException {
        Throwable client = thrown;
        if (client instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (client instanceof Error fatal) {
            throw fatal;
        }
        try {
            call.cancelled(error, limits.now());
        } catch (RuntimeException | LinkageError again) {
            error.addSuppressed(again);
        }
        Response response = received;
        if (response != null) {
            return requests.restore(response, List.of());
        }
        if (sent) {
            throw Failures.asIo(client == null ? error : client);
        }
        Request plain = requests.plain();
        requests.sent(plain);
        return requests.restore(chain.proceed(plain), List.of());
    }

    @Override
    public Answer<Response> send(Attempt attempt) throws IOException {
        Request request = requests.of(attempt);
        Interceptor.Chain limited = limits.within(chain, attempt);
        int readTimeout = chain.readTimeoutMillis();
        credential.expect(attempt, limited.readTimeoutMillis() == readTimeout ? -1 : readTimeout);
        Response response;
        try {
            response = proceed(limited, request);
        } catch (IOException e) {
            long now = limits.now();
            if (!cancelled() && limits.passed(e, attempt.answerDeadlineNanos(), now)) {
                return new Answer<>(null, call.next(attempt.limitPassed(now), now));
            }
            throw e;
        }
        return judge(attempt, response);
    }

    private Response proceed(Interceptor.Chain limited, Request request) throws IOException {
        sent = true;
        thrown = null;
        try {
            Response response = limited.proceed(request);
            received = response;
            requests.sent(request);
            if (limited != chain) {
                // Until the answer began the attempt's limit was in force; from here on it is the gate's.
                Timeout timeout = response.body().source().timeout();
                timeout.timeout(chain.readTimeoutMillis(), TimeUnit.MILLISECONDS);
            }
            return response;
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
            throw e;
        }
    }

    private Answer<Response> judge(Attempt attempt, Response response) throws IOException {
        long now = limits.now();
        AnswerGate gate = attempt.onHead(response.code(), new HeadersView(response.headers()), now);
        HeldAnswer answer = new HeldAnswer(chain.call(), gate, response.body(), limits, credential::hangUp);
        held = answer;
        // While the provider thinks: a first token is not to wait for it.
        prepared = gate.holding() && call.facts().stream() && !takingOver ? watched(response, answer) : null;
        try {
            now = answer.hold(now);
        } catch (IOException takenBack) {
            discard(response);
            throw takenBack;
        }
        return new Answer<>(response, call.next(gate.outcome(), now));
    }

    @Override
    public void discard(Response response) {
        received = null;
        try {
            // OkHttp itself drains what little is left, for a moment at most, and keeps the connection if that was all.
            response.close();
        } catch (RuntimeException broken) {
            // A body that cannot be closed holds nothing that could be given back.
        }
    }

    @Override
    public Response deliver(Response response, Decision.Deliver decision) {
        if (takingOver) {
            return response;
        }
        HeldAnswer answer = Objects.requireNonNull(held);
        if (!answer.watched()) {
            return requests.restore(response, decision.headersToAdd());
        }
        WatchedAnswer ready = prepared;
        WatchedAnswer watched = ready == null ? watched(response, answer) : ready;
        answer.begin();
        return watched.deliver(decision.headersToAdd());
    }

    private WatchedAnswer watched(Response response, HeldAnswer answer) {
        Takeover takeover = new Takeover(chain.call(), call, requests, limits, driver);
        return new WatchedAnswer(response, requests.answered(response), answer, takeover, limits);
    }

    @Override
    public Response synthesize(dev.breakwater.message.Response response) {
        return SyntheticResponse.of(response, requests.original());
    }

    @Override
    public boolean cancelled() {
        return chain.call().isCanceled();
    }

    @Override
    public IOException cancellation() {
        return new IOException("Canceled");
    }

    /** As Okio has it: the flag stays set. */
    @Override
    public InterruptedIOException interruption() {
        return new InterruptedIOException("interrupted");
    }
}
