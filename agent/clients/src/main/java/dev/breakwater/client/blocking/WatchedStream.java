package dev.breakwater.client.blocking;

import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Failures;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer while the application reads it: limits hold between its events, a cut one is taken up elsewhere or ends in an
 * exception, and the call is over when it is. Should the agent fail in here, the bytes go on as they come. Used by one thread at
 * a time, as any stream; closed by any.
 */
public final class WatchedStream extends InputStream {
    private final BlockingCall<?> call;
    private volatile HeldAnswer answer;
    private volatile boolean closed;
    private boolean blind;
    private @Nullable IOException thrown;
    private long returnedNanos;
    private long limitNanos = Caller.NO_DEADLINE;
    private long awayNanos;

    WatchedStream(HeldAnswer answer, BlockingCall<?> call) {
        this.answer = answer;
        this.call = call;
        this.blind = !answer.gate().watching();
        this.returnedNanos = call.now();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        java.util.Objects.checkFromIndexSize(offset, length, target.length);
        while (length > 0) {
            if (thrown != null) {
                throw thrown;
            }
            if (closed) {
                throw new IOException("Stream closed");
            }
            if (blind) {
                return answer.readBlindly(target, offset, length);
            }
            try {
                int read = readWatched(target, offset, length);
                if (read != 0) {
                    return read;
                }
            } catch (IOException e) {
                takeUp(e);
            }
        }
        return 0;
    }

    private int readWatched(byte[] target, int offset, int length) throws IOException {
        if (answer.ready()) {
            return answer.read(target, offset, length);
        }
        IOException before = failure();
        if (before != null) {
            throw before;
        }
        LimitWatch watch = call.watch();
        watch.begin(limit());
        int read;
        try {
            read = answer.read(target, offset, length);
        } catch (IOException e) {
            IOException failure = broken(e, watch.end());
            if (failure != null) {
                throw failure;
            }
            return over(target, offset, length);
        } catch (RuntimeException | LinkageError ours) {
            blind = true;
            return 0;
        } finally {
            watch.end();
        }
        return read < 0 ? end(target, offset, length) : checked(read);
    }

    private int checked(int read) throws IOException {
        returnedNanos = call.now();
        IOException failure = failure();
        if (failure != null) {
            throw failure;
        }
        return read;
    }

    private int end(byte[] target, int offset, int length) throws IOException {
        try {
            answer.gate().onEnd(call.now());
        } catch (RuntimeException | LinkageError ours) {
            blind = true;
            return 0;
        }
        checked(-1);
        return over(target, offset, length);
    }

    private int over(byte[] target, int offset, int length) {
        call.watch().stop();
        return answer.rest(target, offset, length);
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
        awayNanos += call.now() - returnedNanos;
        return Math.min(asked + awayNanos, call.answerEndNanos());
    }

    /** What the break is to the application; null when all of the answer had come before. */
    private @Nullable IOException broken(IOException error, boolean late) {
        long now = call.now();
        AnswerGate gate = answer.gate();
        try {
            if (call.cancelled() || closed) {
                gate.onClosed(now);
            } else if (late) {
                gate.onLimit(now);
            } else {
                gate.onFailure(error, now);
            }
            if (gate.complete() && !call.cancelled() && !closed) {
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
            gate.onFailure(failure, call.now());
        }
        return call.seen(Failures.asIo(failure));
    }

    /** Puts another answer in the place of the broken one, or throws, now and from now on. */
    private void takeUp(IOException failure) {
        try {
            boolean over = call.cancelled() || closed || answer.gate().failure() == null;
            HeldAnswer next = over ? null : call.takeUp(answer.gate());
            if (next == null) {
                call.watch().stop();
                thrown = failure;
            } else {
                answer = next;
                returnedNanos = call.now();
                if (closed) {
                    call.leave(next, true);
                }
            }
        } catch (IOException e) {
            thrown = call.seen(e);
        } catch (RuntimeException | LinkageError ours) {
            thrown = failure;
        }
    }

    /** Whether it gives other bytes than those that come: what the head says of these does not hold for it. */
    public boolean rewritten() {
        return answer.gate().rewrites();
    }

    @Override
    public int available() throws IOException {
        return closed || thrown != null ? 0 : answer.available();
    }

    /** As the client has it: what is left may be read and dropped, so that the connection lives on. */
    @Override
    public void close() throws IOException {
        closed = true;
        call.leave(answer, false);
        if (!call.resumed()) {
            answer.close();
        }
    }

    /** The application leaves the whole response: what is left will not come, and nobody waits for it. */
    public void abandon() {
        closed = true;
        call.leave(answer, true);
    }
}
