package dev.breakwater.client.nonblocking;

import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.message.Headers;
import dev.breakwater.time.Ticker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt between the client's threads, the timer and the application: whoever has news of it comes through here, one at a
 * time, and exactly one of them learns that it brought the decision. If the engine itself fails, the answer is the application's.
 */
public final class LiveAttempt {
    private static final Decision TRUTH = new Decision.Deliver(List.of());

    private final ReentrantLock lock;
    private final Attempt attempt;
    private final Call call;
    private final Ticker ticker;
    private @Nullable AnswerGate gate;
    private @Nullable Decision decision;
    private boolean forApplication;
    private boolean takenBack;
    private @Nullable Delivery delivery;
    private boolean blind;

    /** @param lock the call's */
    public LiveAttempt(Attempt attempt, ReentrantLock lock, Ticker ticker) {
        this.lock = lock;
        this.attempt = attempt;
        this.call = attempt.call();
        this.ticker = ticker;
    }

    public Attempt attempt() {
        return attempt;
    }

    public ReentrantLock lock() {
        return lock;
    }

    public long nanos() {
        return ticker.nanos();
    }

    /** The head has come; true if that alone decided. */
    public boolean head(int status, Headers headers) {
        return news(() -> gate = attempt.onHead(status, headers, ticker.nanos()));
    }

    /** More of the answer; true if that decided. */
    public boolean bytes(List<ByteBuffer> buffers) {
        return news(() -> {
            AnswerGate open = gate;
            if (open != null && open.watching()) {
                long now = ticker.nanos();
                for (ByteBuffer buffer : buffers) {
                    open.onBytes(buffer, now);
                }
            }
        });
    }

    /** The answer has come to its end; true if that decided. */
    public boolean end() {
        return news(() -> {
            if (gate != null) {
                gate.onEnd(ticker.nanos());
            }
        });
    }

    /** The answer broke off; true if that decided. */
    public boolean broken(Throwable error) {
        return news(() -> {
            if (gate != null) {
                gate.onFailure(error, ticker.nanos());
            }
        });
    }

    /** The gate's limit has passed; true if that decided. */
    public boolean limit() {
        return news(() -> {
            if (gate != null) {
                gate.onLimit(ticker.nanos());
            }
        });
    }

    /** The application has stopped reading what it was given. */
    public void left() {
        news(() -> {
            if (gate != null) {
                gate.onClosed(ticker.nanos());
            }
        });
    }

    /**
     * The application has taken the call back, or the client has failed without a word to the answer's subscriber.
     *
     * @return true if nothing was decided before; from then on nothing will be
     */
    public boolean takeBack() {
        Delivery delivering;
        lock.lock();
        try {
            boolean first = decision == null && !takenBack;
            takenBack = true;
            if (first) {
                return true;
            }
            left();
            delivering = delivery;
        } finally {
            lock.unlock();
        }
        if (delivering != null) {
            delivering.takeBack();
        }
        return false;
    }

    /** What gives this answer to the application; under the lock. */
    public void deliverBy(Delivery newDelivery) {
        delivery = newDelivery;
    }

    /** What gives this answer to the application, or null. */
    @Nullable
    public Delivery delivery() {
        return locked(() -> delivery);
    }

    /** Something that gives an attempt's answer to the application. */
    public interface Delivery {
        /** The application has taken the call back while it was reading. */
        void takeBack();
    }

    /** The delivered answer has broken: how the call goes on, or null if the failure is the application's. */
    @Nullable
    public Decision recover() {
        lock.lock();
        try {
            AnswerGate open = gate;
            Throwable error = open == null || blind || takenBack ? null : open.failure();
            if (open == null || error == null) {
                return null;
            }
            if (open.watching()) {
                open.onFailure(error, ticker.nanos());
            }
            return open.recover(ticker.nanos());
        } catch (RuntimeException | LinkageError bug) {
            goBlind(bug);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** What of these bytes the application may have now; under the lock. */
    public List<ByteBuffer> released(List<ByteBuffer> buffers) {
        AnswerGate open = gate;
        if (blind || open == null || !open.rewrites()) {
            return buffers;
        }
        List<ByteBuffer> whole = new ArrayList<>(buffers.size());
        for (ByteBuffer buffer : buffers) {
            if (open.failure() == null) {
                ByteBuffer released = open.release(buffer);
                if (released.hasRemaining()) {
                    whole.add(released);
                }
            }
        }
        return whole;
    }

    /** What was kept back of an answer that has ended well; under the lock. */
    public List<ByteBuffer> releasedRest() {
        AnswerGate open = gate;
        if (blind || open == null || !open.rewrites() || open.failure() != null) {
            return List.of();
        }
        ByteBuffer rest = open.releaseRest();
        return rest.hasRemaining() ? List.of(rest) : List.of();
    }

    /** Whether the application reads other bytes than those that come. */
    public boolean rewrites() {
        return locked(() -> !blind && gate != null && gate.rewrites());
    }

    /** The application has been given bytes as they came. */
    public void passed() {
        AnswerGate open = gate;
        if (open != null) {
            open.passed();
        }
    }

    /**
     * The client has given up on the attempt.
     *
     * @return what was decided, now or before; null if no head has come, and then nothing will be
     */
    @Nullable
    public Decision failed(Throwable error) {
        lock.lock();
        try {
            broken(error);
            takenBack = true;
            return decision;
        } finally {
            lock.unlock();
        }
    }

    private boolean news(Runnable event) {
        lock.lock();
        try {
            if (blind || (takenBack && decision == null)) {
                return false;
            }
            event.run();
            return decide();
        } catch (RuntimeException | LinkageError bug) {
            return goBlind(bug);
        } finally {
            lock.unlock();
        }
    }

    private boolean decide() {
        AnswerGate open = gate;
        if (decision != null || open == null || open.holding()) {
            return false;
        }
        Decision made = call.next(open.outcome(), ticker.nanos());
        decision = made;
        forApplication = made instanceof Decision.Deliver && call.failure() == null;
        return true;
    }

    /** After the send there is only the truth: whatever came is the application's, and nothing is sent again. */
    private boolean goBlind(Throwable bug) {
        FailOpen.report(bug);
        blind = true;
        FailOpen.quietly(() -> call.cancelled(bug, ticker.nanos()));
        if (decision != null) {
            return false;
        }
        decision = TRUTH;
        forApplication = true;
        return true;
    }

    /**
     * There will be no head: the connector has failed, or a limit has passed.
     *
     * @return false if there is one all the same, or the attempt is over already
     */
    public boolean endBeforeHead() {
        lock.lock();
        try {
            boolean first = gate == null && decision == null && !takenBack;
            takenBack |= first;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Whether not even the head has come. */
    public boolean awaitsHead() {
        return locked(() -> gate == null);
    }

    public boolean takenBack() {
        return locked(() -> takenBack);
    }

    /** Whether the engine has failed: then this answer is the truth, whatever the call says. */
    public boolean blind() {
        return locked(() -> blind);
    }

    /** Whether nothing is decided yet. */
    public boolean holding() {
        return locked(() -> decision == null);
    }

    /** What was decided, or null. */
    @Nullable
    public Decision decision() {
        return locked(() -> decision);
    }

    /** Whether the decision gives this very answer to the application. */
    public boolean forApplication() {
        return locked(() -> forApplication);
    }

    /** Whether the rest of the answer concerns anybody but the application. */
    public boolean watching() {
        return locked(() -> !blind && gate != null && gate.watching());
    }

    /** What the application must see in place of a clean end, or null. */
    @Nullable
    public Throwable failure() {
        return locked(() -> blind || gate == null ? null : gate.failure());
    }

    /** Whether all of the answer has come, so that a break behind it is a clean end. */
    public boolean complete() {
        return locked(() -> !blind && gate != null && gate.complete());
    }

    /** Until when something must have happened; {@link Caller#NO_DEADLINE} if nothing must. */
    public long limitNanos() {
        return locked(() -> blind || gate == null || !gate.watching() ? Caller.NO_DEADLINE : gate.deadlineNanos());
    }

    private <V extends @Nullable Object> V locked(Supplier<V> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
