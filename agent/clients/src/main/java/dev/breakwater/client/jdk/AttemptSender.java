package dev.breakwater.client.jdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.call.Decision;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.ScheduledDelayer;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends one call's attempts with the application's own client. An answer for the application is a future: completed with its
 * response, or with what went wrong after it was given to the application.
 *
 * @param <T> the application's body type
 */
final class AttemptSender<T> {
    /** Where the request's timeout covers the body, only the client can keep it: there it gets the application's own body. */
    private static final boolean CALLER_WORKS = !Governed.TIMEOUT_COVERS_BODY;

    private final Governed<T> call;
    private final AttemptRequests requests;
    private final Threads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Takeover takeover = new Takeover(this);
    private volatile boolean sent;
    private volatile @Nullable LiveAttempt latest;
    private volatile @Nullable Throwable lastError;
    private volatile @Nullable CompletableFuture<HttpResponse<T>> truth;

    AttemptSender(Governed<T> call, RequestBody body) {
        this.call = call;
        this.requests = new AttemptRequests(call.request(), call.url(), body);
        this.threads = new Threads(call.client());
    }

    /** Whether anything was sent: from then on the agent's own failure must not send it again. */
    boolean sent() {
        return sent;
    }

    /** What the client threw last, or null. */
    @Nullable
    Throwable lastError() {
        return lastError;
    }

    /** What the client said when the engine failed over it: the application's, whatever the call says. */
    @Nullable
    CompletableFuture<HttpResponse<T>> truth() {
        return truth;
    }

    /** On the calling thread, as the application's own call would run. */
    Answer<CompletableFuture<HttpResponse<T>>> send(Attempt attempt) throws IOException, InterruptedException {
        LiveAttempt live = live(attempt);
        HttpRequest request;
        try {
            request = requests.of(attempt, call.ticker().nanos(), null);
        } catch (RuntimeException e) {
            return unsendable(attempt, e);
        }
        sent = true;
        CallerThread caller = CALLER_WORKS ? new CallerThread() : null;
        Reentry.arm();
        try {
            HttpResponse<Object> response = call.client().send(request, handler(live, null, caller));
            return response.body() instanceof BlockingSubscriber answer
                    ? decided(live, request, response, answer.awaitDecision())
                    : answered(live, request, response);
        } catch (IOException | RuntimeException e) {
            leave(caller);
            Answer<CompletableFuture<HttpResponse<T>>> answer = failed(live, e);
            if (answer == null) {
                throw e;
            }
            return answer;
        } catch (InterruptedException e) {
            live.takeBack();
            leave(caller);
            throw e;
        } finally {
            Reentry.disarm();
        }
    }

    /** What the client still has to say concerns no caller any more. */
    private static void leave(@Nullable CallerThread caller) {
        if (caller != null) {
            caller.leave();
        }
    }

    /** Whether sending has to be ended when the time for connecting is over. */
    boolean watches(Attempt attempt) {
        return requests.watch(attempt) != null;
    }

    /** Without a thread. */
    SentAttempt<T> start(Attempt attempt) {
        return start(attempt, (Relay<?>) null);
    }

    /** @param resumed what gets the answer's bytes if it is to be delivered; null if that is the application's handler */
    SentAttempt<T> start(Attempt attempt, @Nullable Relay<?> resumed) {
        LiveAttempt live = live(attempt);
        ConnectionWatch connection = requests.watch(attempt);
        HttpRequest request;
        try {
            request = requests.of(attempt, call.ticker().nanos(), connection);
        } catch (RuntimeException e) {
            SentAttempt<T> never = new SentAttempt<>(live, new CompletableFuture<>());
            never.complete(unsendable(attempt, e));
            return never;
        }
        CompletableFuture<HttpResponse<Object>> future = start(request, handler(live, resumed, null));
        SentAttempt<T> result = new SentAttempt<>(live, future);
        if (connection != null) {
            Runnable timer = ScheduledDelayer.shared()
                    .after(attempt.connectTimeoutNanos(), () -> result.connectLimit(connection));
            result.whenComplete((answer, error) -> timer.run());
        }
        future.whenComplete((response, error) -> land(live, request, result, response, error));
        return result;
    }

    /** A header of the policy's that the client does not allow, for one: the endpoint is out of the question, the call is not. */
    private Answer<CompletableFuture<HttpResponse<T>>> unsendable(Attempt attempt, RuntimeException why) {
        if (!sent) {
            throw why;
        }
        IOException error = new IOException(
                "no request could be made for " + attempt.endpoint().name(), why);
        lastError = error;
        Outcome outcome = new Outcome.Failed(FailureKind.NOT_SENT, error);
        return new Answer<>(null, attempt.call().next(outcome, call.ticker().nanos()));
    }

    @SuppressWarnings("unchecked") // the JDK hands bodies on without looking at them
    private CompletableFuture<HttpResponse<Object>> start(HttpRequest request, AnswerHandler<T> handler) {
        HttpClient client = call.client();
        sent = true;
        Reentry.arm();
        try {
            return call.pushes() == null
                    ? client.sendAsync(request, handler)
                    : client.sendAsync(
                            request, handler, (HttpResponse.PushPromiseHandler<Object>) (Object) call.pushes());
        } finally {
            Reentry.disarm();
        }
    }

    private LiveAttempt live(Attempt attempt) {
        LiveAttempt live = new LiveAttempt(attempt, lock, call.ticker());
        if (latest == null || !delivered(latest)) {
            latest = live;
        }
        return live;
    }

    /** @param application its body, which may still be on its way */
    private Answer<CompletableFuture<HttpResponse<T>>> decided(
            LiveAttempt live,
            HttpRequest request,
            HttpResponse<Object> response,
            CompletableFuture<Object> application) {
        Decision decision = Objects.requireNonNull(live.decision());
        if (!live.forApplication()) {
            return new Answer<>(null, decision);
        }
        HttpHeaders headers = Head.seen(live, response.headers());
        return forApplication(
                live, decision, ClientErrors.asThrown(application, body -> seen(request, response, headers, body)));
    }

    @SuppressWarnings("unchecked") // the body is what the application's own subscriber made
    private HttpResponse<T> seen(HttpRequest request, HttpResponse<Object> response, HttpHeaders headers, Object body) {
        return new GovernedResponse<>(response, (T) body, call.request(), request, headers);
    }

    private static boolean delivered(LiveAttempt attempt) {
        return attempt.forApplication();
    }

    /** The application does not wait for its answer any longer. */
    void takeBack() {
        LiveAttempt live = latest;
        if (live != null) {
            live.takeBack();
        }
    }

    private AnswerHandler<T> handler(LiveAttempt live, @Nullable Relay<?> resumed, @Nullable CallerThread caller) {
        return new AnswerHandler<>(live, call.handler(), threads, takeover, resumed, caller);
    }

    <R> AsyncDriver<R> driver(AsyncSender<R> sender) {
        LiveAttempt live = Objects.requireNonNull(latest);
        return new AsyncDriver<>(live.attempt().call(), sender, Pool.delayer(), call.ticker());
    }

    private void land(
            LiveAttempt live,
            HttpRequest request,
            SentAttempt<T> result,
            @Nullable HttpResponse<Object> response,
            @Nullable Throwable error) {
        if (response != null) {
            result.complete(answered(live, request, response));
            return;
        }
        Throwable cause = Causes.of(error);
        Answer<CompletableFuture<HttpResponse<T>>> answer = failed(live, cause);
        if (answer == null) {
            result.completeExceptionally(cause);
        } else {
            result.complete(answer);
        }
    }

    // unchecked: the body is the application's wherever the answer is. ReferenceEquality: an untouched attempt sends
    // this very object.
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    private Answer<CompletableFuture<HttpResponse<T>>> answered(
            LiveAttempt live, HttpRequest request, HttpResponse<Object> response) {
        Decision decision = live.decision();
        if (decision == null) {
            throw new IllegalStateException("the client gave an answer and never asked what to do with its body");
        }
        if (!live.forApplication()) {
            return new Answer<>(null, decision);
        }
        HttpResponse<T> seen = (HttpResponse<T>) response;
        HttpHeaders came = response.headers();
        HttpHeaders headers = Head.seen(live, came);
        if (request != call.request() || headers != came) {
            seen = new GovernedResponse<>(seen, seen.body(), call.request(), request, headers);
        }
        return forApplication(live, decision, CompletableFuture.completedFuture(seen));
    }

    /** What a failure of the client means; null if it came before the head and nobody has judged it yet, or nobody will. */
    private @Nullable Answer<CompletableFuture<HttpResponse<T>>> failed(LiveAttempt live, Throwable error) {
        if (live.awaitsHead()) {
            return failedBeforeHead(live, error);
        }
        lastError = error;
        Decision decision = live.failed(error);
        if (decision == null) {
            return null;
        }
        return live.forApplication()
                ? forApplication(live, decision, broken(live, error))
                : new Answer<>(null, decision);
    }

    private @Nullable Answer<CompletableFuture<HttpResponse<T>>> failedBeforeHead(LiveAttempt live, Throwable error) {
        if (!live.endBeforeHead()) {
            // The client tells of its own cancellation, maybe when the call's next attempt is already under way.
            return null;
        }
        lastError = error;
        return error instanceof RuntimeException ? refused(live.attempt(), error) : null;
    }

    private Answer<CompletableFuture<HttpResponse<T>>> forApplication(
            LiveAttempt live, Decision decision, CompletableFuture<HttpResponse<T>> answer) {
        if (live.blind()) {
            truth = answer;
        }
        return new Answer<>(answer, decision);
    }

    /** The client has given the answer up; the application has not if others go on with it, or if nothing was missing. */
    @SuppressWarnings("unchecked") // the body is what the application's own subscriber made
    private CompletableFuture<HttpResponse<T>> broken(LiveAttempt live, Throwable error) {
        Relay<?> relay = (Relay<?>) live.delivery();
        if (relay == null || !(relay.detached() || live.complete())) {
            Throwable limit = live.failure();
            return CompletableFuture.failedFuture(limit instanceof AttemptLimitException ? limit : error);
        }
        ResponseInfo head = Head.seen(live, relay.head());
        return relay.body().thenApply(body -> new SyntheticResponse<>(call.request(), head, (T) body));
    }

    /** A request that the client will not send, whoever asks: not to be tried again. */
    Answer<CompletableFuture<HttpResponse<T>>> refused(Attempt attempt, Throwable error) {
        lastError = error;
        Outcome outcome = new Outcome.Failed(FailureKind.CANCELLED, error);
        return new Answer<>(null, attempt.call().next(outcome, call.ticker().nanos()));
    }

    /** The agent's own answer, read by the application's body handler like any other. */
    CompletableFuture<HttpResponse<T>> synthesize(Response response) {
        return SyntheticResponse.read(response, call.request(), call.handler(), threads);
    }

    /** The application's call without the agent, which has failed before anything was sent. */
    HttpResponse<T> plain() throws IOException, InterruptedException {
        Reentry.arm();
        try {
            return call.client().send(requests.plain(), call.handler());
        } finally {
            Reentry.disarm();
        }
    }

    /** The same without a thread. */
    CompletableFuture<HttpResponse<T>> startPlain() {
        Reentry.arm();
        try {
            return call.pushes() == null
                    ? call.client().sendAsync(requests.plain(), call.handler())
                    : call.client().sendAsync(requests.plain(), call.handler(), call.pushes());
        } finally {
            Reentry.disarm();
        }
    }
}
