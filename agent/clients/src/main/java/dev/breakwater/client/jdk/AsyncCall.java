package dev.breakwater.client.jdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.client.nonblocking.TakeBack;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code sendAsync}: no thread is held while the call waits, and what the application cancels reaches the attempt or the wait
 * under way.
 *
 * @param <T> the application's body type
 */
final class AsyncCall<T> implements AsyncSender<CompletableFuture<HttpResponse<T>>> {
    private final Governed<T> governed;
    private final Threads threads;
    private final long deadlineNanos;
    private final long callerThreadId = Thread.currentThread().getId();
    private final TakeBack takeBack = new TakeBack();
    private final GovernedFuture<HttpResponse<T>> result = new GovernedFuture<>(takeBack);
    private @Nullable AttemptSender<T> attempts;
    private @Nullable RuntimeException refused;

    AsyncCall(Governed<T> governed) {
        this.governed = governed;
        this.threads = new Threads(governed.client());
        this.deadlineNanos = governed.deadlineNanos();
    }

    /** @throws RuntimeException what the client throws at once, for a request that it will not send */
    CompletableFuture<HttpResponse<T>> run() {
        RequestBody known = RequestBody.unread(governed.request());
        if (known != null) {
            begin(known);
        } else {
            read(governed.request().bodyPublisher().orElseThrow());
        }
        RuntimeException thrown = refused;
        if (thrown != null) {
            throw thrown;
        }
        return result;
    }

    private void read(BodyPublisher publisher) {
        BodyReading reading = new BodyReading(publisher);
        if (RequestBody.replayable(publisher)) {
            begin(reading.start().join());
            return;
        }
        takeBack.by(() -> {
            reading.cancel();
            fail(new java.util.concurrent.CancellationException());
        });
        threads.execute(() -> {
            try {
                reading.start().whenComplete(this::bodyRead);
            } catch (RuntimeException | Error e) {
                bodyRead(null, e);
            }
        });
    }

    private void bodyRead(@Nullable RequestBody body, @Nullable Throwable error) {
        if (body == null) {
            Throwable cause = Causes.of(error);
            fail(cause instanceof IOException ? cause : new IOException(cause));
        } else if (!result.isDone()) {
            begin(body);
        }
    }

    private void begin(RequestBody body) {
        AttemptSender<T> sender = new AttemptSender<>(governed, body);
        attempts = sender;
        AsyncDriver<CompletableFuture<HttpResponse<T>>> driver;
        try {
            driver = new AsyncDriver<>(
                    governed.open(body, deadlineNanos, callerThreadId), this, Pool.delayer(), governed.ticker());
        } catch (RuntimeException | LinkageError bug) {
            withoutAgent(sender, bug);
            return;
        }
        takeBack.by(driver::cancel);
        driver.run().whenComplete((answer, error) -> {
            if (error == null) {
                answer.whenComplete(this::finish);
            } else {
                failed(sender, Causes.of(error));
            }
        });
    }

    private void failed(AttemptSender<T> sender, Throwable error) {
        CompletableFuture<HttpResponse<T>> truth = sender.truth();
        Throwable said = sender.lastError();
        boolean bug = (error instanceof RuntimeException || error instanceof LinkageError) && error != said;
        if (truth != null) {
            truth.whenComplete(this::finish);
        } else if (!bug || takeBack.taken()) {
            fail(error);
        } else if (sender.sent()) {
            FailOpen.report(error);
            fail(said == null ? error : said);
        } else {
            withoutAgent(sender, error);
        }
    }

    /** Nothing was sent yet: the call goes out as it is. */
    private void withoutAgent(AttemptSender<T> sender, Throwable bug) {
        FailOpen.report(bug);
        try {
            CompletableFuture<HttpResponse<T>> plain = sender.startPlain();
            takeBack.by(() -> plain.cancel(true));
            plain.whenComplete(this::finish);
        } catch (RuntimeException e) {
            refused = e;
            fail(e);
        }
    }

    private void fail(Throwable error) {
        takeBack.done();
        result.fail(error);
    }

    private void finish(@Nullable HttpResponse<T> response, @Nullable Throwable error) {
        if (response == null) {
            fail(Causes.of(error));
        } else {
            takeBack.done();
            result.complete(response);
        }
    }

    @Override
    public CompletableFuture<Answer<CompletableFuture<HttpResponse<T>>>> send(Attempt attempt) {
        try {
            return attempts().start(attempt);
        } catch (RuntimeException e) {
            if (attempt.number() == 1) {
                refused = e;
            }
            return CompletableFuture.completedFuture(attempts().refused(attempt, e));
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
        return attempts().synthesize(response);
    }

    private AttemptSender<T> attempts() {
        AttemptSender<T> sender = attempts;
        if (sender == null) {
            throw new IllegalStateException("the call has not begun");
        }
        return sender;
    }
}
