package dev.breakwater.client.nonblocking;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of one attempt's answer: keeps it back while nothing is decided, then passes it on to the application or drops
 * it. The client's threads and the timer meet here, under the call's lock, which is never held while the application's code
 * runs. What it is given it keeps: buffers that are pooled and counted are copied before.
 */
public final class AnswerReceiver implements Subscriber<ByteBuffer> {
    private final LiveAttempt attempt;
    private final Relay application;
    private final Landing landing;
    private final LimitTimer timer;
    private volatile @Nullable Subscription upstream;
    private @Nullable List<ByteBuffer> held = new ArrayList<>();
    private @Nullable Relay relay;
    private @Nullable Feed feed;
    private boolean ended;
    private @Nullable Throwable broken;

    /**
     * @param application what passes the bytes on if they are for the application
     * @param later where the timer's work is done
     */
    public AnswerReceiver(LiveAttempt attempt, Relay application, Landing landing, Executor later) {
        this.attempt = attempt;
        this.application = application;
        this.landing = landing;
        this.timer = new LimitTimer(attempt, () -> later.execute(this::onLimit));
    }

    /** Who waits for the decision about an answer. */
    @FunctionalInterface
    public interface Landing {
        /**
         * It is made.
         *
         * @param delivering whether the answer is on its way to the application
         */
        void settled(boolean delivering);
    }

    @Override
    public void onSubscribe(Subscription opened) {
        upstream = opened;
        if (attempt.decision() != null) {
            settle();
        } else if (attempt.takenBack()) {
            drop();
        } else {
            timer.arm();
            opened.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        List<ByteBuffer> bytes = List.of(buffer);
        boolean decided;
        boolean holding;
        Throwable failure = null;
        attempt.lock().lock();
        try {
            decided = attempt.bytes(bytes);
            holding = held != null;
            if (held != null) {
                held.addAll(bytes);
            } else if (feed != null && relay != null) {
                relay.received(feed);
                relay.add(attempt.released(bytes));
                failure = attempt.failure();
            }
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (holding) {
            goOnHolding();
        } else {
            goOnDelivering(failure);
        }
    }

    private void goOnHolding() {
        if (attempt.takenBack()) {
            drop();
        } else {
            opened().request(1);
        }
    }

    private void goOnDelivering(@Nullable Throwable failure) {
        Relay delivering = relay;
        Feed own = feed;
        if (delivering == null || own == null) {
            return;
        }
        if (failure == null) {
            delivering.emit();
        } else {
            delivering.end(own, failure);
        }
    }

    @Override
    public void onError(Throwable error) {
        boolean decided;
        Throwable failure;
        attempt.lock().lock();
        try {
            if (ended) {
                // Some clients tell of it twice, or of a broken connection behind a whole answer.
                return;
            }
            decided = attempt.broken(error);
            ended = true;
            Throwable said = attempt.failure();
            // Behind an answer that has come as a whole nothing can break.
            failure = said == null && !attempt.complete() ? error : said;
            broken = failure;
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (feed != null && failure == null) {
            endWhole();
        } else if (feed != null) {
            goOnDelivering(failure);
        } else {
            timer.stop();
        }
    }

    @Override
    public void onComplete() {
        boolean decided;
        attempt.lock().lock();
        try {
            decided = attempt.end();
            ended = true;
            if (feed != null && relay != null) {
                relay.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (feed != null && relay != null) {
            relay.end(feed, attempt.failure());
        } else {
            timer.stop();
        }
    }

    private void endWhole() {
        attempt.lock().lock();
        try {
            if (relay != null) {
                relay.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (relay != null && feed != null) {
            relay.end(feed, null);
        }
    }

    /** The gate's limit has passed. */
    private void onLimit() {
        boolean decided;
        boolean complete;
        Throwable failure;
        attempt.lock().lock();
        try {
            if (ended || !timer.stillPassed()) {
                return;
            }
            decided = attempt.limit();
            failure = attempt.failure();
            complete = failure == null && attempt.complete();
        } finally {
            attempt.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (complete) {
            endWhole();
            opened().cancel();
        } else if (failure != null) {
            goOnDelivering(failure);
        }
    }

    /** The application has taken the call back while nothing was decided. */
    public void takeBack() {
        if (upstream != null) {
            drop();
        }
    }

    /** Whoever brought the decision carries it out. */
    private void settle() {
        Relay delivering = null;
        attempt.lock().lock();
        try {
            List<ByteBuffer> bytes = held;
            held = null;
            if (bytes != null && attempt.forApplication()) {
                delivering = application;
                feed = new Feed(attempt, opened(), timer);
                relay = delivering;
                delivering.takeFrom(feed, attempt.released(bytes));
                timer.pause();
            }
        } finally {
            attempt.lock().unlock();
        }
        if (delivering == null) {
            drop();
        } else {
            deliver(delivering);
        }
        landing.settled(delivering != null);
    }

    private void deliver(Relay delivering) {
        timer.arm();
        if (!delivering.reading()) {
            // The application has left while its stream was being taken up.
            drop();
            attempt.left();
        } else if (ended) {
            endAfterHeld(delivering);
        } else {
            goOnDelivering(attempt.failure());
        }
    }

    private void endAfterHeld(Relay delivering) {
        attempt.lock().lock();
        try {
            if (broken == null) {
                delivering.add(attempt.releasedRest());
            }
        } finally {
            attempt.lock().unlock();
        }
        if (feed != null) {
            delivering.end(feed, broken == null ? attempt.failure() : broken);
        }
    }

    private void drop() {
        timer.stop();
        if (!ended) {
            opened().cancel();
        }
    }

    private Subscription opened() {
        Subscription open = upstream;
        if (open == null) {
            throw new IllegalStateException("the client published before it was subscribed to");
        }
        return open;
    }
}
