package dev.breakwater.client.okhttp;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.call.Call;
import dev.breakwater.call.Caller;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okio.Timeout;

/** One call's limits in OkHttp's terms: never longer than the application's own. */
final class CallLimits {
    private final Ticker ticker;
    private final Call call;
    private final long callerDeadlineNanos;

    CallLimits(Ticker ticker, Call call, long callerDeadlineNanos) {
        this.ticker = ticker;
        this.call = call;
        this.callerDeadlineNanos = callerDeadlineNanos;
    }

    /** When everything must be over, whoever waits. */
    long callDeadlineNanos() {
        return call.deadlineNanos();
    }

    long now() {
        return ticker.nanos();
    }

    /** The chain with an attempt's limits. */
    Interceptor.Chain within(Interceptor.Chain chain, Attempt attempt) {
        Interceptor.Chain limited = chain;
        long left = attempt.answerDeadlineNanos();
        if (left != Caller.NO_DEADLINE) {
            int millis = millis(left - now());
            if (shorter(millis, chain.readTimeoutMillis())) {
                limited = limited.withReadTimeout(millis, TimeUnit.MILLISECONDS);
            }
            if (shorter(millis, chain.writeTimeoutMillis())) {
                limited = limited.withWriteTimeout(millis, TimeUnit.MILLISECONDS);
            }
            if (shorter(millis, limited.connectTimeoutMillis())) {
                limited = limited.withConnectTimeout(millis, TimeUnit.MILLISECONDS);
            }
        }
        long connect = attempt.connectTimeoutNanos();
        if (connect > 0 && shorter(millis(connect), limited.connectTimeoutMillis())) {
            limited = limited.withConnectTimeout(millis(connect), TimeUnit.MILLISECONDS);
        }
        return limited;
    }

    /** In OkHttp, 0 is for ever. */
    private static boolean shorter(int millis, int thanMillis) {
        return thanMillis == 0 || millis < thanMillis;
    }

    /** Rounded up, and one more, so that the limit has really passed when OkHttp gives up. */
    private static int millis(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos)) + 2;
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /**
     * Has reads be over at {@code limitNanos} at the latest.
     *
     * @return the application's own deadline, for {@link #restore}
     */
    long shorten(Timeout timeout, long limitNanos) {
        long own = timeout.hasDeadline() ? timeout.deadlineNanoTime() : Caller.NO_DEADLINE;
        if (limitNanos != Caller.NO_DEADLINE) {
            // Okio's deadlines are on the JVM's own clock.
            timeout.deadlineNanoTime(Math.min(own, System.nanoTime() + (limitNanos - now())));
        }
        return own;
    }

    void restore(Timeout timeout, long ownDeadlineNanos) {
        if (ownDeadlineNanos == Caller.NO_DEADLINE) {
            timeout.clearDeadline();
        } else {
            timeout.deadlineNanoTime(ownDeadlineNanos);
        }
    }

    /** Whether an exception is the end of a wait that had to be over at {@code limitNanos}. */
    boolean passed(IOException error, long limitNanos, long nowNanos) {
        return limitNanos != Caller.NO_DEADLINE
                && nowNanos >= limitNanos
                && error instanceof InterruptedIOException
                && !Thread.currentThread().isInterrupted();
    }

    /** What the application sees of a failure: its own timeout looks as if OkHttp had noticed it. */
    IOException seen(IOException failure) {
        if (failure instanceof AttemptLimitException && now() >= callerDeadlineNanos) {
            InterruptedIOException timeout = new InterruptedIOException("timeout");
            timeout.initCause(failure);
            return timeout;
        }
        return failure;
    }
}
