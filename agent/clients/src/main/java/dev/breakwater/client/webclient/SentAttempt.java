package dev.breakwater.client.webclient;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.nonblocking.AnswerReceiver;
import dev.breakwater.client.nonblocking.ConnectionWatch;
import dev.breakwater.client.nonblocking.FailOpen;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Relay;
import dev.breakwater.time.Delayer;
import java.net.ConnectException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** An attempt under way, from its send to the decision. Taking it back completes it only if nothing was decided yet. */
final class SentAttempt extends CompletableFuture<Answer<ClientResponse>> implements CoreSubscriber<ClientResponse> {
    private final AttemptSender sender;
    private final LiveAttempt live;
    private final ConnectionWatch connection;
    private final Relay relay;
    private final boolean resuming;
    private volatile @Nullable Subscription exchange;
    private volatile @Nullable ClientResponse response;
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

    void start(Mono<ClientResponse> cold) {
        Attempt attempt = live.attempt();
        Delayer delayer = Threads.delayer();
        if (attempt.answerDeadlineNanos() != Caller.NO_DEADLINE) {
            endAfter(delayer, attempt.answerDeadlineNanos() - live.nanos(), this::onAnswerLimit);
        }
        if (attempt.connectTimeoutNanos() > 0) {
            endAfter(delayer, attempt.connectTimeoutNanos(), this::onConnectLimit);
        }
        cold.subscribe(this);
    }

    private void endAfter(Delayer delayer, long nanos, Runnable limit) {
        Runnable timer = delayer.after(nanos, limit);
        whenComplete((decided, error) -> timer.run());
    }

    @Override
    public Context currentContext() {
        return sender.context();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        exchange = subscription;
        if (live.takenBack()) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(ClientResponse came) {
        response = came;
        boolean decided = live.head(
                came.statusCode().value(), new HeadersView(came.headers().asHttpHeaders()));
        Decision decision = live.decision();
        if (decision == null && live.takenBack()) {
            drop(came);
        } else if (decided && !resuming && live.forApplication() && !live.watching() && decision != null) {
            passed = true;
            give(Responses.passed(came, own(), live), decision);
        } else {
            AnswerReceiver body = new AnswerReceiver(live, relay, this::settled, Threads::execute);
            answer = body;
            came.body(BodyExtractors.toDataBuffers()).subscribe(new AnswerSubscriber(body, currentContext()));
        }
    }

    @Override
    public void onError(Throwable error) {
        fail(() -> Errors.outcome(Errors.told(error, own())));
    }

    @Override
    public void onComplete() {
        if (response == null) {
            onError(new IllegalStateException("the connector has completed without a response"));
        }
    }

    private void onAnswerLimit() {
        fail(() -> {
            long now = live.nanos();
            Outcome.Failed passed = live.attempt().limitPassed(now);
            boolean callers = now >= live.attempt().call().deadlineNanos();
            Throwable error = callers ? sender.governed().timeoutPassed(passed.error()) : passed.error();
            return new Outcome.Failed(passed.kind(), Errors.told(error, own()));
        });
    }

    private void onConnectLimit() {
        if (connection.giveUp()) {
            fail(() -> {
                long millis = TimeUnit.NANOSECONDS.toMillis(live.attempt().connectTimeoutNanos());
                String message = "connection timed out after " + millis + " ms: "
                        + live.attempt().url().authority();
                return new Outcome.Failed(FailureKind.NOT_SENT, Errors.told(new ConnectException(message), own()));
            });
        }
    }

    /** There is no answer, and there will be none. */
    private void fail(Supplier<Outcome.Failed> what) {
        if (!live.endBeforeHead()) {
            return;
        }
        leaveExchange();
        Outcome.Failed outcome = what.get();
        try {
            complete(sender.failed(live.attempt(), outcome));
        } catch (RuntimeException | LinkageError bug) {
            FailOpen.report(bug);
            completeExceptionally(outcome.error());
        }
    }

    /** The decision about a body that this attempt's subscriber has received. */
    private void settled(boolean delivering) {
        Decision decision = live.decision();
        ClientResponse came = response;
        if (decision == null || came == null) {
            throw new IllegalStateException("nothing was decided");
        }
        if (!delivering) {
            complete(new Answer<>(null, decision));
        } else {
            give(resuming ? came : Responses.relayed(came, own(), live, new RelayedBody(relay)), decision);
        }
    }

    private void give(ClientResponse seen, Decision decision) {
        if (live.blind()) {
            sender.truth(seen);
        }
        complete(new Answer<>(seen, decision));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // In this order: what the connector makes of the cancellation must not come first.
        boolean undecided = live.takeBack();
        boolean ended = undecided && completeExceptionally(new CancellationException());
        AnswerReceiver body = answer;
        if (body != null) {
            body.takeBack();
        } else if (!undecided || response == null) {
            leaveExchange();
        }
        // Else whoever has just brought the head drops the answer: Spring reads one to its end whose exchange is
        // cancelled between its head and its body.
        return ended;
    }

    /** The application has been given the answer and lost interest before it read the body. */
    void leaveUnread() {
        if (passed) {
            leaveExchange();
        } else {
            relay.leaveUnread();
        }
    }

    private void leaveExchange() {
        Subscription running = exchange;
        if (running != null) {
            running.cancel();
        }
    }

    /** Ends an exchange whose head came too late. */
    private static void drop(ClientResponse late) {
        late.body(BodyExtractors.toDataBuffers()).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
            }
        });
    }

    private ClientRequest own() {
        return sender.governed().request();
    }
}
