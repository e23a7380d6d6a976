package dev.breakwater.client.awssdk;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.nonblocking.AnswerReceiver;
import dev.breakwater.client.nonblocking.Causes;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import dev.breakwater.client.nonblocking.Relay;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** An attempt under way, from its send to the decision. Taking it back completes it only if nothing was decided yet. */
final class SentAttempt extends CompletableFuture<Answer<Reply>> implements SdkAsyncHttpResponseHandler {
    private final AttemptSender sender;
    private final LiveAttempt live;
    private final ConnectionWatch connection;
    private final Relay relay;
    private final boolean resuming;
    private volatile @Nullable CompletableFuture<Void> exchange;
    private volatile @Nullable SdkHttpResponse head;
    private volatile @Nullable AnswerReceiver answer;
    private volatile boolean passed;

    /** @param resuming whether the relay's reader has been given an earlier answer */
    SentAttempt(AttemptSender sender, LiveAttempt live, ConnectionWatch connection, Relay relay, boolean resuming) {
        this.sender = sender;
        this.live = live;
        this.connection = connection;
        this.relay = relay;
        this.resuming = resuming;
    }

    void start(AsyncExecuteRequest request) {
        Attempt attempt = live.attempt();
        if (attempt.answerDeadlineNanos() != Caller.NO_DEADLINE) {
            endAfter(attempt.answerDeadlineNanos() - live.nanos(), this::onAnswerLimit);
        }
        if (attempt.connectTimeoutNanos() > 0) {
            endAfter(attempt.connectTimeoutNanos(), this::onConnectLimit);
        }
        CompletableFuture<Void> running;
        try {
            running = sender.governed().send(request);
        } catch (RuntimeException e) {
            // A client that is closed, for one: whoever asks, it will not send.
            fail(() -> new Outcome.Failed(FailureKind.CANCELLED, e));
            return;
        }
        exchange = running;
        if (live.takenBack()) {
            leaveExchange(new CancellationException());
        }
        running.whenComplete((nothing, error) -> exchangeEnded(error));
    }

    private void endAfter(long nanos, Runnable limit) {
        Runnable timer = Pool.delayer().after(nanos, limit);
        whenComplete((decided, error) -> timer.run());
    }

    @Override
    public void onHeaders(SdkHttpResponse came) {
        head = came;
    }

    /** Follows the head at once, whether there is a body or not. */
    @Override
    public void onStream(Publisher<ByteBuffer> body) {
        SdkHttpResponse came = headThatCame();
        boolean decided = live.head(came.statusCode(), new HeadersView(came.headers()));
        Decision decision = live.decision();
        if (decision == null && live.takenBack()) {
            leaveExchange(new CancellationException());
        } else if (decided && !resuming && live.forApplication() && !live.watching() && decision != null) {
            passed = true;
            give(Reply.of(came, live, body), decision);
        } else {
            AnswerReceiver receiver = new AnswerReceiver(live, relay, this::settled, Pool::execute);
            answer = receiver;
            body.subscribe(new FlowReader(receiver));
        }
    }

    /** The client tells of one failure here, to the answer's subscriber and by the exchange's future, or by some of these. */
    @Override
    public void onError(Throwable error) {
        AnswerReceiver receiver = answer;
        if (passed) {
            sender.application().fail(error);
        } else if (receiver != null) {
            receiver.onError(error);
        } else {
            fail(() -> Errors.outcome(error));
        }
    }

    private void exchangeEnded(@Nullable Throwable error) {
        if (error != null) {
            onError(Causes.of(error));
        } else if (passed) {
            sender.application().complete();
        } else if (head == null) {
            onError(new IllegalStateException("the client has completed without a response"));
        }
    }

    private void onAnswerLimit() {
        fail(() -> {
            long now = live.nanos();
            Outcome.Failed limit = live.attempt().limitPassed(now);
            boolean clients = sender.governed().timeoutNanos() > 0
                    && now >= live.attempt().call().deadlineNanos();
            return clients ? new Outcome.Failed(limit.kind(), Errors.readTimedOut(limit.error())) : limit;
        });
    }

    private void onConnectLimit() {
        if (connection.giveUp()) {
            fail(() -> {
                long millis = TimeUnit.NANOSECONDS.toMillis(live.attempt().connectTimeoutNanos());
                String message = "connection timed out after " + millis + " ms: "
                        + live.attempt().url().authority();
                return new Outcome.Failed(FailureKind.NOT_SENT, new ConnectException(message));
            });
        }
    }

    /** There is no answer, and there will be none. */
    private void fail(Supplier<Outcome.Failed> what) {
        if (!live.endBeforeHead()) {
            return;
        }
        Outcome.Failed outcome = what.get();
        leaveExchange(outcome.error());
        try {
            complete(sender.failed(live.attempt(), outcome));
        } catch (RuntimeException | LinkageError bug) {
            FailOpen.report(bug);
            completeExceptionally(outcome.error());
        }
    }

    /** The decision about a body that this attempt's receiver has received. */
    private void settled(boolean delivering) {
        Decision decision = live.decision();
        if (decision == null) {
            throw new IllegalStateException("nothing was decided");
        }
        if (delivering) {
            give(Reply.of(headThatCame(), live, new RelayedBody(relay, sender.application())), decision);
        } else {
            complete(new Answer<>(null, decision));
        }
    }

    private void give(Reply reply, Decision decision) {
        if (live.blind()) {
            sender.truth(reply);
        }
        complete(new Answer<>(reply, decision));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        CancellationException cancellation = new CancellationException();
        // In this order: what the client makes of the cancellation must not come first.
        boolean ended = live.takeBack() && completeExceptionally(cancellation);
        AnswerReceiver receiver = answer;
        if (receiver != null) {
            receiver.takeBack();
        }
        leaveExchange(cancellation);
        return ended;
    }

    /** The application has failed the call's future after it was given this answer. */
    void leave(Throwable error) {
        if (passed) {
            leaveExchange(error);
        } else {
            relay.takeBack(error);
        }
    }

    /** The client ends a connection whose future fails. */
    private void leaveExchange(Throwable why) {
        CompletableFuture<Void> running = exchange;
        if (running != null) {
            running.completeExceptionally(why);
        }
    }

    private SdkHttpResponse headThatCame() {
        SdkHttpResponse came = head;
        if (came == null) {
            throw new IllegalStateException("the client gave a body before its head");
        }
        return came;
    }
}
