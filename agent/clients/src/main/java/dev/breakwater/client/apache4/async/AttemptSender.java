package dev.breakwater.client.apache4.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.apache4.shared.ReplayableEntity;
import dev.breakwater.client.apache4.shared.RequestCopy;
import dev.breakwater.client.apache4.shared.Urls;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.message.Response;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends one call's attempts with the application's own client, each a request of its own on a route of its own.
 *
 * @param <T> what the application's consumer makes of an answer
 */
final class AttemptSender<T> {
    private final Exchange<T> exchange;
    private final Application<T> application;
    private final CapturedEntity body;
    private final ReentrantLock lock = new ReentrantLock();
    private final Delivery<T> delivery;
    private volatile boolean sent;
    private volatile boolean delivering;
    private volatile @Nullable Throwable lastError;

    AttemptSender(Exchange<T> exchange, Application<T> application, CapturedEntity body) {
        this.exchange = exchange;
        this.application = application;
        this.body = body;
        this.delivery = new Delivery<>(lock, application, new Takeover<>(this));
    }

    Ticker ticker() {
        return exchange.ticker();
    }

    /** Whether anything was sent: from then on the agent's own failure must not send it again. */
    boolean sent() {
        return sent;
    }

    /** Whether the application is being given an answer: then that is the call's end, whatever else is said. */
    boolean delivering() {
        return delivering;
    }

    /** What the client failed with last, or null. */
    @Nullable
    Throwable lastError() {
        return lastError;
    }

    void failed(Exception error) {
        lastError = error;
    }

    /** What gives an answer to the application; asked for once. */
    Delivery<T> delivery() {
        delivering = true;
        return delivery;
    }

    /**
     * Without a thread.
     *
     * @param resumed what gets the answer's bytes if it is to be delivered; null if the application has no head yet
     */
    CompletableFuture<Answer<Delivery<T>>> start(Attempt attempt, @Nullable Delivery<T> resumed) {
        HttpContext context = context(attempt, resumed != null);
        AttemptProducer producer;
        try {
            producer = producer(attempt, context);
        } catch (IOException | RuntimeException unsendable) {
            return CompletableFuture.completedFuture(unsendable(attempt, unsendable));
        }
        LiveAttempt live = new LiveAttempt(attempt, lock, ticker());
        SentAttempt<T> result = new SentAttempt<>(live, producer.generateRequest());
        AnswerConsumer<T> consumer = new AnswerConsumer<>(live, result, producer, this, resumed);
        result.limitHead();
        execute(producer, consumer, context, consumer);
        sent = true;
        result.started();
        return result;
    }

    /** The application's own, but for what follows an answer's head: the application may be looking into it by then. */
    private HttpContext context(Attempt attempt, boolean resumed) {
        if (attempt.number() > 1) {
            // Who the caller is to one host says nothing to the next one.
            exchange.context().removeAttribute(HttpClientContext.TARGET_AUTH_STATE);
            exchange.context().removeAttribute(HttpClientContext.USER_TOKEN);
        }
        return resumed ? new BasicHttpContext(exchange.context()) : exchange.context();
    }

    private AttemptProducer producer(Attempt attempt, HttpContext context) throws IOException {
        HttpRequestBase request = new RequestCopy(exchange.request(), body, context).of(attempt);
        if (attempt.number() > 1 && body.entity() != null && !(body.entity() instanceof ReplayableEntity)) {
            exchange.producer().resetRequest();
        }
        HttpHost target = attempt.untouched() ? exchange.target() : Urls.host(attempt.url());
        return new AttemptProducer(application, exchange.producer(), target, request, context, attempt);
    }

    /** A header of the policy's that the client does not allow, for one: the endpoint is out of the question, the call is not. */
    private Answer<Delivery<T>> unsendable(Attempt attempt, Exception why) {
        IOException error = new IOException(
                "no request could be made for " + attempt.endpoint().name(), why);
        lastError = error;
        Outcome outcome = new Outcome.Failed(FailureKind.NOT_SENT, error);
        return new Answer<>(null, attempt.call().next(outcome, ticker().nanos()));
    }

    private <R> void execute(
            AttemptProducer producer,
            HttpAsyncResponseConsumer<R> consumer,
            HttpContext context,
            FutureCallback<R> callback) {
        Reentry.arm();
        try {
            exchange.client().execute(producer, consumer, context, callback);
        } finally {
            Reentry.disarm();
        }
    }

    /** A client that will not send, whoever asks: not to be tried again. */
    Answer<Delivery<T>> refused(Attempt attempt, RuntimeException error) {
        lastError = error;
        Outcome outcome = new Outcome.Failed(FailureKind.CANCELLED, error);
        return new Answer<>(null, attempt.call().next(outcome, ticker().nanos()));
    }

    /** The agent's own answer, consumed by the application like any other. */
    Delivery<T> synthesize(Response response) {
        delivery().takeWhole(response.body());
        delivery.start(SyntheticHead.of(response));
        return delivery;
    }

    /** The application's call without the agent, which has failed before anything was sent. */
    void startPlain() {
        HttpContext context = exchange.context();
        HttpRequestBase request = new RequestCopy(exchange.request(), body, context).plain();
        application.takeBack().by(request::abort);
        execute(
                new AttemptProducer(application, exchange.producer(), exchange.target(), request, context, null),
                exchange.consumer(),
                context,
                application.plainCallback());
    }
}
