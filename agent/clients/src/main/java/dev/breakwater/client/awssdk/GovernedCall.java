package dev.breakwater.client.awssdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AsyncDriver;
import dev.breakwater.call.AsyncSender;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.nonblocking.BodyReading;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.TakeBack;
import dev.breakwater.message.Response;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** One call of the application's, from its body to the answer that its handler gets; what fails its future ends it. */
final class GovernedCall implements AsyncSender<Reply> {
    private final Governed governed;
    private final Application application;
    private final TakeBack takeBack = new TakeBack();
    private final AtomicBoolean over = new AtomicBoolean();
    private final long startNanos;
    private final long threadId = Thread.currentThread().getId();
    private volatile @Nullable AttemptSender attempts;
    private volatile @Nullable SentAttempt latest;

    GovernedCall(Governed governed) {
        this.governed = governed;
        this.startNanos = governed.ticker().nanos();
        this.application = new Application(governed.request().responseHandler());
    }

    /** The future that the client would have given. */
    CompletableFuture<@Nullable Void> begin() {
        application.whenFailed(this::leave);
        SdkHttpContentPublisher publisher = governed.request().requestContentPublisher();
        try {
            RequestBody known = RequestBody.unread(publisher);
            if (known == null) {
                read(publisher);
            } else {
                send(known);
            }
        } catch (RuntimeException | Error e) {
            // The application's own publisher: without the agent its handler would hear of it.
            fail(e);
        }
        return application.future();
    }

    private void read(SdkHttpContentPublisher publisher) {
        Optional<Long> length = publisher.contentLength();
        BodyReading<ByteBuffer> reading = new BodyReading<>(GovernedCall::bytes, ByteBuffer::wrap);
        takeBack.by(reading::cancel);
        AtomicBoolean begun = new AtomicBoolean();
        reading.tooLarge().thenAccept(rest -> {
            if (begun.compareAndSet(false, true)) {
                send(RequestBody.tooLarge(rest, length));
            }
        });
        reading.end().whenComplete((nothing, error) -> {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            if (error == null) {
                send(RequestBody.whole(reading.whole(), length));
            } else {
                fail(Causes.of(error));
            }
        });
        publisher.subscribe(new FlowReader(reading));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private void send(RequestBody body) {
        if (takeBack.taken()) {
            return;
        }
        AttemptRequests requests = new AttemptRequests(governed, body);
        AsyncDriver<Reply> driver;
        AttemptSender sender;
        try {
            Upstream upstream = governed.engine().upstreamOf(governed.url());
            if (upstream == null) {
                sendPlain(requests);
                return;
            }
            Call call = governed.open(upstream, body.neutral(), startNanos, threadId);
            sender = new AttemptSender(governed, application, call, requests);
            driver = sender.driver(this);
        } catch (RuntimeException | LinkageError bug) {
            withoutAgent(requests, bug);
            return;
        }
        attempts = sender;
        takeBack.by(driver::cancel);
        driver.run().whenComplete((reply, error) -> {
            if (reply != null) {
                deliver(reply);
            } else {
                failed(sender, requests, Causes.of(error));
            }
        });
    }

    private void failed(AttemptSender sender, AttemptRequests requests, Throwable error) {
        Reply truth = sender.truth();
        Throwable said = sender.lastError();
        boolean bug = (error instanceof RuntimeException || error instanceof LinkageError) && !error.equals(said);
        if (truth != null) {
            deliver(truth);
        } else if (takeBack.taken() || !bug) {
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
            sendPlain(requests);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void sendPlain(AttemptRequests requests) {
        CompletableFuture<Void> plain = governed.send(requests.plain());
        takeBack.by(() -> plain.completeExceptionally(new java.util.concurrent.CancellationException()));
        plain.whenComplete((nothing, error) -> {
            if (error == null) {
                application.complete();
            } else {
                // The client has told the handler itself.
                application.end(Causes.of(error));
            }
        });
    }

    private void deliver(Reply reply) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            application.give(reply);
        } catch (RuntimeException | Error e) {
            // The application's own handler.
            application.fail(e);
        }
    }

    private void fail(Throwable error) {
        if (over.compareAndSet(false, true)) {
            application.fail(error);
        }
    }

    /** The application's future has failed, most often because the SDK has no time left or its user none. */
    private void leave(Throwable error) {
        takeBack.now();
        SentAttempt sent = latest;
        if (sent != null) {
            sent.leave(error);
        }
        application.fail(error);
    }

    @Override
    public CompletableFuture<Answer<Reply>> send(Attempt attempt) {
        SentAttempt sent = attempts().start(attempt);
        latest = sent;
        return sent;
    }

    @Override
    public void discard(Reply reply) {
        // An answer that nobody gets was dropped where it was received.
    }

    @Override
    public Reply deliver(Reply reply, Decision.Deliver decision) {
        return reply;
    }

    @Override
    public Reply synthesize(Response response) {
        return attempts().synthetic(response);
    }

    private AttemptSender attempts() {
        AttemptSender sender = attempts;
        if (sender == null) {
            throw new IllegalStateException("the call has not begun");
        }
        return sender;
    }
}
