package dev.breakwater.client.okhttp;

import dev.breakwater.call.AnswerGate;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** An answer whose first bytes wait in its own buffer until the gate lets them go. Confined to its call's thread. */
final class HeldAnswer {
    private final Call call;
    private final AnswerGate gate;
    private final CallLimits limits;
    private final Runnable hangUp;
    private final ResponseBody body;
    private final AnswerFeed feed = new AnswerFeed();
    private @Nullable AnswerBytes bytes;
    private long shownBytes;

    /** @param hangUp closes the connection, if this answer alone uses it */
    HeldAnswer(Call call, AnswerGate gate, ResponseBody body, CallLimits limits, Runnable hangUp) {
        this.call = call;
        this.body = body;
        this.gate = gate;
        this.limits = limits;
        this.hangUp = hangUp;
    }

    /**
     * Reads ahead while the gate holds; nothing is consumed, and what breaks or ends the answer is told to the gate.
     *
     * @return when the gate let go
     * @throws IOException if the application has taken the call back meanwhile
     */
    long hold(long nowNanos) throws IOException {
        long now = nowNanos;
        if (!gate.holding()) {
            return now;
        }
        BufferedSource source = body.source();
        Timeout timeout = source.timeout();
        while (gate.holding()) {
            long limit = gate.deadlineNanos();
            long own = limits.shorten(timeout, limit);
            try {
                boolean more = source.request(shownBytes + 1);
                now = limits.now();
                show(source.buffer(), now);
                if (!more) {
                    gate.onEnd(now);
                }
            } catch (IOException e) {
                now = limits.now();
                show(source.buffer(), now);
                broken(e, limit, now);
            } finally {
                limits.restore(timeout, own);
            }
        }
        return now;
    }

    private void show(Buffer buffer, long now) {
        if (buffer.size() > shownBytes) {
            feed.show(buffer, shownBytes, gate, now);
            shownBytes = buffer.size();
        }
    }

    private void broken(IOException error, long limit, long now) throws IOException {
        if (call.isCanceled() || Thread.currentThread().isInterrupted()) {
            throw error;
        }
        if (limits.passed(error, limit, now)) {
            gate.onLimit(now);
            hangUp.run();
        } else {
            gate.onFailure(error, now);
        }
    }

    /** Whether the application reads other bytes than those that come. */
    boolean rewritten() {
        return gate.rewrites();
    }

    /** Whether the gate wants to see what is still to come. */
    boolean watched() {
        return gate.watching();
    }

    /** The answer as it is read from here on, with what the gate has seen of it already. */
    AnswerBytes begin() {
        AnswerBytes begun = bytes();
        begun.begin(shownBytes);
        return begun;
    }

    /** The same, not to be read before it has begun. */
    AnswerBytes bytes() {
        AnswerBytes made = bytes;
        if (made == null) {
            made = new AnswerBytes(body.source(), gate, feed);
            bytes = made;
        }
        return made;
    }
}
