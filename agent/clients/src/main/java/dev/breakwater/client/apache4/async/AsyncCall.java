package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Failures;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.message.Response;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.http.client.methods.HttpExecutionAware;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: no thread is held while it waits, and what the application cancels reaches the attempt or the wait under way.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class AsyncCall<T> implements AsyncSender<Delivery<T>> {
    private final Exchange<T> exchange;
    private final Application<T> application;
    private final Caller caller;
    private boolean entering = true;
    private @Nullable AttemptSender<T> attempts;
    private @Nullable RuntimeException refused;

    AsyncCall(Exchange<T> exchange) {
        this.exchange = exchange;
        this.application = new Application<>(exchange);
        this.caller = exchange.caller(exchange.config());
    }

    /** @throws RuntimeException what the client throws at once: that it is not running, for one */
    Future<T> run() {
        if (exchange.request() instanceof HttpExecutionAware aware) {
            // What the application aborts is its own request, which is never sent.
            aware.setCancellable(() -> application.result().cancel(true));
        }
        application.takeBack().by(() -> {});
        BodyReading.of(exchange).whenComplete(this::bodyRead);
        RuntimeException thrown = refused;
        entering = false;
        if (thrown != null) {
            throw thrown;
        }
        return application.result();
    }

    private void bodyRead(@Nullable CapturedEntity body, @Nullable Throwable error) {
        if (body == null) {
            fail(Causes.of(error));
        } else if (!application.over()) {
            begin(new AttemptSender<>(exchange, application, body), body);
        }
    }

    private void begin(AttemptSender<T> sender, CapturedEntity body) {
        attempts = sender;
        AsyncDriver<Delivery<T>> driver;
        try {
            driver = new AsyncDriver<>(exchange.open(body, caller), this, Pool.delayer(), exchange.ticker());
        } catch (RuntimeException | LinkageError bug) {
            withoutAgent(sender, bug);
            return;
        }
        application.takeBack().by(driver::cancel);
        driver.run().whenComplete((delivery, error) -> {
            if (error != null && !sender.delivering()) {
                failed(sender, Causes.of(error));
            }
        });
    }

    private void failed(AttemptSender<T> sender, Throwable error) {
        Throwable said = sender.lastError();
        boolean bug = (error instanceof RuntimeException || error instanceof LinkageError) && !error.equals(said);
        if (!bug || error instanceof CancellationException) {
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
            sender.startPlain();
        } catch (RuntimeException e) {
            refused = e;
            fail(e);
        }
    }

    private void fail(Throwable error) {
        if (error instanceof CancellationException) {
            application.cancel();
        } else if (!entering || !error.equals(refused)) {
            application.fail(seen(error));
        }
    }

    /** The application's own timeout looks as if the client had noticed it. */
    private Exception seen(Throwable error) {
        if (error instanceof AttemptLimitException && exchange.ticker().nanos() >= caller.deadlineNanos()) {
            SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
            timeout.initCause(error);
            return timeout;
        }
        return error instanceof Exception exception ? exception : Failures.asIo(error);
    }

    @Override
    public CompletableFuture<Answer<Delivery<T>>> send(Attempt attempt) {
        AttemptSender<T> sender = Objects.requireNonNull(attempts);
        try {
            return sender.start(attempt, null);
        } catch (RuntimeException e) {
            refused = attempt.number() == 1 ? e : refused;
            return CompletableFuture.completedFuture(sender.refused(attempt, e));
        }
    }

    @Override
    public void discard(Delivery<T> response) {
        // An answer that nobody gets was dropped where it was received.
    }

    @Override
    public Delivery<T> deliver(Delivery<T> response, Decision.Deliver decision) {
        return response;
    }

    @Override
    public Delivery<T> synthesize(Response response) {
        return Objects.requireNonNull(attempts).synthesize(response);
    }
}
