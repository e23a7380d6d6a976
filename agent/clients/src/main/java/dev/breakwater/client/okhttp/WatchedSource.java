package dev.breakwater.client.okhttp;

import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Failures;
import java.io.IOException;
import okio.Buffer;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An answer while the application reads it: limits hold between its events, a cut one is taken up elsewhere or ends in an
 * exception, and the call is over when it is. Should the agent fail in here, the bytes go on as they come. Used by one thread at
 * a time, as any source.
 */
final class WatchedSource implements Source {
    private final Takeover takeover;
    private final CallLimits limits;
    private AnswerBytes answer;
    private boolean blind;
    private @Nullable IOException thrown;
    private long returnedNanos;
    private long limitNanos = Caller.NO_DEADLINE;
    private long awayNanos;

    WatchedSource(AnswerBytes answer, Takeover takeover, CallLimits limits) {
        this.answer = answer;
        this.takeover = takeover;
        this.limits = limits;
    }

    /** The answer is delivered: from now on the application may read it, or let it wait. */
    void begin() {
        returnedNanos = limits.now();
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        while (true) {
            IOException before = thrown;
            if (before != null) {
                throw before;
            }
            if (blind) {
                return answer.readBlindly(sink, byteCount);
            }
            try {
                long read = readWatched(sink, byteCount);
                if (read != 0 || byteCount == 0) {
                    return read;
                }
            } catch (IOException e) {
                takeUp(e);
            }
        }
    }

    private long readWatched(Buffer sink, long byteCount) throws IOException {
        if (answer.ready()) {
            return answer.read(sink, byteCount, limits.now());
        }
        IOException before = failure();
        if (before != null) {
            throw before;
        }
        long limit = limit();
        Timeout timeout = timeout();
        long own = limits.shorten(timeout, limit);
        long read;
        try {
            read = answer.read(sink, byteCount, limits.now());
        } catch (IOException e) {
            IOException failure = broken(e, limit);
            if (failure != null) {
                throw failure;
            }
            return over(sink, byteCount);
        } catch (RuntimeException | LinkageError ours) {
            blind = true;
            return 0;
        } finally {
            limits.restore(timeout, own);
        }
        return read < 0 ? end(sink, byteCount) : checked(read);
    }

    private long checked(long read) throws IOException {
        returnedNanos = limits.now();
        IOException failure = failure();
        if (failure != null) {
            throw failure;
        }
        return read;
    }

    private long end(Buffer sink, long byteCount) throws IOException {
        try {
            answer.gate().onEnd(limits.now());
        } catch (RuntimeException | LinkageError ours) {
            blind = true;
            return 0;
        }
        checked(-1);
        return over(sink, byteCount);
    }

    private long over(Buffer sink, long byteCount) {
        takeover.over();
        return answer.rest(sink, byteCount);
    }

    /**
     * The gate's limit, moved by the time that the application has spent elsewhere since the last event: a slow reader is no
     * silent provider. The call's own deadline does not move.
     */
    private long limit() {
        long asked = answer.gate().watching() ? answer.gate().deadlineNanos() : Caller.NO_DEADLINE;
        if (asked == Caller.NO_DEADLINE) {
            return asked;
        }
        if (asked != limitNanos) {
            limitNanos = asked;
            awayNanos = 0;
        }
        awayNanos += limits.now() - returnedNanos;
        return Math.min(asked + awayNanos, limits.callDeadlineNanos());
    }

    /** What the break is to the application; null when all of the answer had come before. */
    private @Nullable IOException broken(IOException error, long limit) {
        long now = limits.now();
        AnswerGate gate = answer.gate();
        try {
            if (takeover.cancelled()) {
                gate.onClosed(now);
            } else if (limits.passed(error, limit, now)) {
                gate.onLimit(now);
            } else {
                gate.onFailure(error, now);
            }
            if (gate.complete() && !takeover.cancelled()) {
                return null;
            }
        } catch (RuntimeException | LinkageError ours) {
            blind = true;
        }
        IOException failure = failure();
        return failure == null ? error : failure;
    }

    /** What must surface instead of a clean end. */
    private @Nullable IOException failure() {
        AnswerGate gate = answer.gate();
        Throwable failure = blind ? null : gate.failure();
        if (failure == null) {
            return null;
        }
        if (gate.watching()) {
            gate.onFailure(failure, limits.now());
        }
        return limits.seen(Failures.asIo(failure));
    }

    /** Puts another answer in the place of the broken one, or throws, now and from now on. */
    private void takeUp(IOException failure) throws IOException {
        try {
            AnswerBytes next = takeover.cancelled() || answer.gate().failure() == null ? null : takeUp();
            if (next == null) {
                takeover.over();
                thrown = failure;
            } else {
                answer = next;
                returnedNanos = limits.now();
            }
        } catch (IOException e) {
            takeover.over();
            thrown = limits.seen(e);
        } catch (RuntimeException | LinkageError ours) {
            takeover.over();
            thrown = failure;
        }
    }

    private @Nullable AnswerBytes takeUp() throws IOException {
        try {
            answer.close();
        } catch (IOException alreadyBroken) {
            // It is left behind either way.
        }
        return takeover.takeUp(answer.gate());
    }

    @Override
    public Timeout timeout() {
        return answer.timeout();
    }

    @Override
    public void close() throws IOException {
        if (takeover.leave()) {
            return;
        }
        try {
            if (!blind) {
                answer.gate().onClosed(limits.now());
            }
        } catch (RuntimeException | LinkageError ours) {
            blind = true;
        }
        answer.close();
    }
}
