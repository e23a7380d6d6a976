package dev.breakwater.client.webclient;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.message.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** One subscription, one call: it begins when the application asks for its answer, and what the application cancels ends. */
final class ExchangeCall implements Subscription, AsyncSender<ClientResponse> {
    private final Governed governed;
    private final CoreSubscriber<? super ClientResponse> application;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private long startNanos;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable takeBack;
    private volatile @Nullable AttemptSender attempts;
    private volatile @Nullable SentAttempt latest;

    ExchangeCall(Governed governed, CoreSubscriber<? super ClientResponse> application) {
        this.governed = governed;
        this.application = application;
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n) && begun.compareAndSet(false, true)) {
            begin();
        }
    }

    private void begin() {
        startNanos = governed.ticker().nanos();
        long threadId = Thread.currentThread().getId();
        BodyCapture capture = new BodyCapture(governed.request(), application.currentContext());
        takeBackBy(capture::cancel);
        CompletableFuture<RequestBody> read;
        try {
            read = capture.read(governed.strategies());
        } catch (LinkageError bug) {
            FailOpen.report(bug);
            sendPlain(governed.request());
            return;
        } catch (RuntimeException | Error e) {
            // The application's own inserter: without the agent the exchange would tell of it.
            fail(e);
            return;
        }
        read.whenComplete((body, error) -> {
            if (body == null) {
                fail(Errors.unwrapped(error));
            } else if (!cancelled) {
                send(body, threadId);
            }
        });
    }

    private void send(RequestBody body, long threadId) {
        AttemptRequests requests = new AttemptRequests(governed.request(), body);
        AsyncDriver<ClientResponse> driver;
        AttemptSender sender;
        try {
            Upstream upstream = governed.engine().upstreamOf(governed.url());
            if (upstream == null) {
                sendPlain(requests.plain());
                return;
            }
            Call call = governed.open(upstream, body.neutral(), startNanos, threadId);
            sender = new AttemptSender(governed, call, requests, application.currentContext());
            driver = sender.driver(this);
        } catch (RuntimeException | LinkageError bug) {
            withoutAgent(requests, bug);
            return;
        }
        attempts = sender;
        takeBackBy(driver::cancel);
        driver.run().whenComplete((answer, error) -> {
            if (answer != null) {
                deliver(answer);
            } else {
                failed(sender, requests, Errors.unwrapped(error));
            }
        });
    }

    private void failed(AttemptSender sender, AttemptRequests requests, Throwable error) {
        ClientResponse truth = sender.truth();
        Throwable said = sender.lastError();
        boolean bug = (error instanceof RuntimeException || error instanceof LinkageError) && !Errors.isTold(error);
        if (truth != null) {
            deliver(truth);
        } else if (cancelled || !bug) {
            fail(error);
        } else if (sender.sent()) {
            FailOpen.report(error);
            fail(said == null ? error : said);
        } else {
            withoutAgent(requests, error);
        }
    }

    /** Nothing was sent yet: the call goes out as it is. */
    private void withoutAgent(AttemptRequests requests, Throwable bug) {
        FailOpen.report(bug);
        try {
            sendPlain(requests.plain());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void sendPlain(ClientRequest request) {
        governed.send(request).subscribe(new PlainSubscriber());
    }

    private void deliver(ClientResponse answer) {
        if (over.compareAndSet(false, true)) {
            application.onNext(answer);
            application.onComplete();
        }
    }

    private void fail(Throwable error) {
        if (over.compareAndSet(false, true) && !cancelled) {
            application.onError(Errors.told(error, governed.request()));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        Runnable running = takeBack;
        if (!over.get() && running != null) {
            running.run();
        }
        SentAttempt sent = latest;
        if (sent != null) {
            sent.leaveUnread();
        }
    }

    private void takeBackBy(Runnable how) {
        takeBack = how;
        if (cancelled) {
            how.run();
        }
    }

    @Override
    public CompletableFuture<Answer<ClientResponse>> send(Attempt attempt) {
        SentAttempt sent = attempts().start(attempt);
        latest = sent;
        return sent;
    }

    @Override
    public void discard(ClientResponse response) {
        // An answer that nobody gets was dropped where it was received.
    }

    @Override
    public ClientResponse deliver(ClientResponse response, Decision.Deliver decision) {
        return response;
    }

    @Override
    public ClientResponse synthesize(Response response) {
        return attempts().synthetic(response);
    }

    private AttemptSender attempts() {
        AttemptSender sender = attempts;
        if (sender == null) {
            throw new IllegalStateException("the call has not begun");
        }
        return sender;
    }

    private final class PlainSubscriber implements CoreSubscriber<ClientResponse> {
        @Override
        public Context currentContext() {
            return application.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            takeBackBy(subscription::cancel);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ClientResponse answer) {
            deliver(answer);
        }

        @Override
        public void onError(Throwable error) {
            fail(error);
        }

        @Override
        public void onComplete() {
            if (over.compareAndSet(false, true)) {
                application.onComplete();
            }
        }
    }
}
