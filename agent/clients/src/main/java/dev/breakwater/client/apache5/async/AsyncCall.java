package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.apache5.shared.HeadersView;
import dev.breakwater.client.apache5.shared.Timeouts;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.client.nonblocking.TakeBack;
import dev.breakwater.message.Request;
import dev.breakwater.message.Response;
import dev.breakwater.message.Url;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: no thread is held while it waits, and what the application cancels reaches the attempt or the wait under way.
 *
 * @param <T> the application's result type
 */
final class AsyncCall<T> implements AsyncSender<Boolean> {
    private final CallEngine engine;
    private final Upstream upstream;
    private final Url url;
    private final ApplicationCall<T> application;
    private final HttpRequest request;
    private final Caller caller;
    private final ComplexFuture<T> future;
    private final ManagedRequests requests;
    private final Relay<T> relay;
    private final TakeBack takeBack = new TakeBack();
    private @Nullable Attempts attempts;
    /** While the application waits for its future: what the client throws at once is thrown there. */
    private @Nullable Thread calling = Thread.currentThread();

    private @Nullable RuntimeException refused;

    AsyncCall(CallEngine engine, Upstream upstream, Url url, ApplicationCall<T> application) {
        this.engine = engine;
        this.upstream = upstream;
        this.url = url;
        this.application = application;
        this.request = Objects.requireNonNull(application.request().head());
        this.future = new ComplexFuture<>(application.callback());
        this.requests = new ManagedRequests(application);
        this.caller = caller();
        this.relay =
                new Relay<>(new Recipient<>(application, requests, future, caller.deadlineNanos(), engine.ticker()));
    }

    /** What an application sets for an answer to begin, and for each wait after that. */
    private Caller caller() {
        long timeout = Timeouts.nanos(application.config().getResponseTimeout());
        long deadline = timeout > 0 ? engine.ticker().nanos() + timeout : Caller.NO_DEADLINE;
        return new Caller(deadline, true, Thread.currentThread().getId());
    }

    /** @throws RuntimeException what the client throws at once, for a request that it will not send */
    Future<T> run() {
        future.setDependency(takeBack::now);
        RequestBody known = RequestBody.unread(application.request());
        if (known != null) {
            begin(known);
        } else {
            read();
        }
        calling = null;
        RuntimeException thrown = refused;
        if (thrown != null) {
            throw thrown;
        }
        return future;
    }

    private void read() {
        CompletableFuture<RequestBody> reading = new BodyReading(application.request()).start();
        takeBack.by(() -> relay.takeBack());
        reading.whenComplete((body, error) -> {
            if (body != null) {
                begin(body);
            } else {
                relay.fail(Causes.of(error));
            }
        });
    }

    private void begin(RequestBody body) {
        if (takeBack.taken()) {
            return;
        }
        Attempts own = new Attempts(application, requests, body, relay, engine.ticker());
        attempts = own;
        relay.takenUpBy(new Takeover(own, relay, engine.ticker()));
        AsyncDriver<Boolean> driver;
        try {
            Request message = new Request(
                    request.getMethod().toUpperCase(Locale.ROOT), url, new HeadersView(request), body.message());
            Call call = engine.open(upstream, message, caller);
            driver = new AsyncDriver<>(call, this, Pool.delayer(), engine.ticker());
        } catch (RuntimeException | LinkageError bug) {
            withoutAgent(body, bug);
            return;
        }
        takeBack.by(driver::cancel);
        driver.run().whenComplete((answer, error) -> {
            if (error != null) {
                failed(own, body, Causes.of(error));
            }
        });
    }

    private void failed(Attempts own, RequestBody body, Throwable error) {
        boolean bug = error instanceof RuntimeException || error instanceof LinkageError;
        if (relay.begun()) {
            return;
        }
        if (takeBack.taken()) {
            relay.takeBack();
        } else if (bug && error == own.refusal()) {
            refuse((RuntimeException) error);
        } else if (bug && !own.sent()) {
            withoutAgent(body, error);
        } else {
            relay.fail(error);
        }
    }

    /** On the application's own thread it is thrown, as the client has it, and nobody else hears of it. */
    private void refuse(RuntimeException error) {
        if (Thread.currentThread().equals(calling)) {
            refused = error;
        } else {
            relay.fail(error);
        }
    }

    /** Nothing was sent yet: the call goes out as it is. */
    private void withoutAgent(RequestBody body, Throwable bug) {
        FailOpen.report(bug);
        try {
            Future<T> plain = application.send(
                    application.target(),
                    new BasicRequestProducer(request, body.producer(null)),
                    application.consumer(),
                    new Forwarding<>(future));
            takeBack.by(() -> plain.cancel(true));
        } catch (RuntimeException clients) {
            refuse(clients);
        }
    }

    @Override
    public CompletableFuture<Answer<Boolean>> send(Attempt attempt) {
        Attempts own = attempts;
        if (own == null) {
            throw new IllegalStateException("the call has not begun");
        }
        return own.start(attempt, false);
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
        relay.give(Head.of(response, application.context()), response.body());
        return Boolean.TRUE;
    }
}
