package dev.breakwater.client.jdk;

import dev.breakwater.client.nonblocking.LiveAttempt;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application's body handler: that one is applied once a call, to the answer which the application gets, and
 * never hears of the others. The JDK's own input stream may be made for an answer that is dropped: nobody can tell.
 *
 * @param <T> the application's body type
 */
final class AnswerHandler<T> implements BodyHandler<Object> {
    private final LiveAttempt attempt;
    private final BodyHandler<T> application;
    private final Threads threads;
    private final Takeover takeover;
    private final @Nullable Relay<?> resumed;
    private final @Nullable CallerThread caller;

    /**
     * @param resumed what gives the application the rest of an answer that has broken; null for an answer of its own
     * @param caller who waits for the answer, or null
     */
    AnswerHandler(
            LiveAttempt attempt,
            BodyHandler<T> application,
            Threads threads,
            Takeover takeover,
            @Nullable Relay<?> resumed,
            @Nullable CallerThread caller) {
        this.caller = caller;
        this.takeover = takeover;
        this.resumed = resumed;
        this.attempt = attempt;
        this.application = application;
        this.threads = threads;
    }

    @Override
    @SuppressWarnings("unchecked") // the JDK hands a body on without looking at it
    public BodySubscriber<Object> apply(ResponseInfo info) {
        boolean decided = attempt.head(info.statusCode(), new HeadersView(info.headers()));
        if (decided && resumed == null && attempt.forApplication() && !attempt.watching()) {
            return (BodySubscriber<Object>) subscriber(info);
        }
        ReceivedAnswer<T> answer = new ReceivedAnswer<>(attempt, this, info, caller);
        return TrustedSubscriber.of(
                caller == null ? new AsyncSubscriber(answer) : new BlockingSubscriber(attempt, answer, caller));
    }

    @Nullable
    Relay<?> resumed() {
        return resumed;
    }

    Threads threads() {
        return threads;
    }

    /** What is to give this answer to the application, whose body is then completed. */
    Relay<T> relay(CompletableFuture<Object> body, ResponseInfo info) {
        return new Relay<>(attempt.lock(), takeover, body, info, caller != null);
    }

    /** The same, made ready while it is not known who gets the answer; null if somebody could tell. */
    @Nullable
    Relay<T> relayAhead(CompletableFuture<Object> body, ResponseInfo info) {
        if (resumed != null || !Threads.appliesUnseen(application)) {
            return null;
        }
        Relay<T> relay = relay(body, info);
        BodySubscriber<T> subscriber = relay.bring(() -> subscriber(info));
        return subscriber != null && relay.subscribe(subscriber, threads) ? relay : null;
    }

    /** The application's subscriber; called once an answer. */
    BodySubscriber<T> subscriber(ResponseInfo info) {
        return application.apply(Head.seen(attempt, info));
    }
}
