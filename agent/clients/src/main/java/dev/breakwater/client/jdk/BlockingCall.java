package dev.breakwater.client.jdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.BlockingDriver;
import dev.breakwater.call.BlockingSender;
import dev.breakwater.call.Call;
import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code send}: everything happens on the caller's thread, so that its locals, its interrupt and its being virtual mean what they
 * mean without the agent.
 *
 * @param <T> the application's body type
 */
final class BlockingCall<T> implements BlockingSender<CompletableFuture<HttpResponse<T>>> {
    private final Governed<T> governed;
    private final AttemptSender<T> attempts;
    private final long deadlineNanos;
    private final RequestBody body;

    /** @throws IOException what the application's own body publisher failed with, as the client would throw it */
    BlockingCall(Governed<T> governed) throws IOException, InterruptedException {
        this.governed = governed;
        this.deadlineNanos = governed.deadlineNanos();
        this.body = body(governed);
        this.attempts = new AttemptSender<>(governed, body);
    }

    private static RequestBody body(Governed<?> governed) throws IOException, InterruptedException {
        RequestBody known = RequestBody.unread(governed.request());
        if (known != null) {
            return known;
        }
        BodyReading reading = new BodyReading(governed.request().bodyPublisher().orElseThrow());
        CompletableFuture<RequestBody> read = reading.start();
        try {
            return governed.request().timeout().isPresent()
                    ? read.get(governed.request().timeout().get().toNanos(), TimeUnit.NANOSECONDS)
                    : read.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            reading.cancel();
            throw e;
        } catch (TimeoutException e) {
            reading.cancel();
            throw new HttpTimeoutException("request timed out");
        }
    }

    HttpResponse<T> run() throws Exception {
        try {
            return finished(govern());
        } catch (InterruptedException e) {
            attempts.takeBack();
            throw e;
        } catch (RuntimeException | LinkageError bug) {
            return withoutAgent(bug);
        } finally {
            Reference.reachabilityFence(governed.client());
        }
    }

    private CompletableFuture<HttpResponse<T>> govern() throws Exception {
        Call call = governed.open(body, deadlineNanos, Thread.currentThread().getId());
        return new BlockingDriver(governed.ticker()).run(call, this);
    }

    private static <T> HttpResponse<T> finished(CompletableFuture<HttpResponse<T>> answer) throws Exception {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Causes.of(e);
            if (cause instanceof Error fatal) {
                throw fatal;
            }
            throw (Exception) cause;
        }
    }

    /** Before the first send the call goes out as it is; afterwards there is only what the client itself said. */
    private HttpResponse<T> withoutAgent(Throwable bug) throws Exception {
        CompletableFuture<HttpResponse<T>> truth = attempts.truth();
        if (truth != null) {
            return finished(truth);
        }
        Throwable said = attempts.lastError();
        if (bug == said || bug instanceof CancellationException) {
            throw (RuntimeException) bug;
        }
        if (!attempts.sent()) {
            FailOpen.report(bug);
            return attempts.plain();
        }
        if (said instanceof Exception exception) {
            FailOpen.report(bug);
            throw exception;
        }
        throw bug instanceof RuntimeException runtime ? runtime : new IOException(bug);
    }

    @Override
    public Answer<CompletableFuture<HttpResponse<T>>> send(Attempt attempt) throws Exception {
        return attempts.watches(attempt) ? sendAndWait(attempt) : attempts.send(attempt);
    }

    /** A blocking send cannot be ended from outside but by an interrupt, so a connect limit needs the other kind. */
    private Answer<CompletableFuture<HttpResponse<T>>> sendAndWait(Attempt attempt) throws Exception {
        SentAttempt<T> sent = attempts.start(attempt);
        try {
            return sent.get();
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw (Exception) Causes.of(e);
        }
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
        return attempts.synthesize(response);
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Exception cancellation() {
        return new CancellationException();
    }

    /** The client itself clears the flag when it throws this. */
    @Override
    public Exception interruption() {
        Thread.interrupted();
        return new InterruptedException();
    }
}
