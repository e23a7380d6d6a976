package dev.breakwater.client.blocking;

import dev.breakwater.call.AnswerGate;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's answer: its first bytes wait here until the gate lets them go, then each byte is shown to the gate once and given
 * as it is or as the gate rewrites it. Used by one thread at a time.
 */
final class HeldAnswer {
    private static final int CHUNK_BYTES = 8192;
    private static final byte[] NOTHING = {};

    private final AnswerGate gate;
    private final @Nullable InputStream source;
    private final Ticker ticker;
    private byte[] held = NOTHING;
    private int heldStart;
    private int heldEnd;
    private byte[] rewritten = NOTHING;
    private int rewrittenStart;
    private boolean ended;
    private boolean rested;
    private @Nullable IOException broken;

    HeldAnswer(AnswerGate gate, @Nullable InputStream source, Ticker ticker) {
        this.gate = gate;
        this.source = source;
        this.ticker = ticker;
        this.ended = source == null;
    }

    AnswerGate gate() {
        return gate;
    }

    /** Whether the transport's end has come. */
    boolean ended() {
        return ended;
    }

    /** Whether there is anything that could be read. */
    boolean hasContent() {
        return source != null;
    }

    /**
     * Reads ahead while the gate holds.
     *
     * @throws IOException if the application has taken the call back meanwhile
     */
    void hold(LimitWatch watch, BooleanSupplier takenBack) throws IOException {
        while (gate.holding()) {
            watch.begin(gate.deadlineNanos());
            try {
                int read = ended ? -1 : readAhead();
                boolean late = watch.end();
                show(read);
                if (late && gate.holding()) {
                    gate.onLimit(ticker.nanos());
                }
            } catch (IOException e) {
                failed(e, watch.end(), takenBack);
            } finally {
                watch.end();
            }
        }
    }

    private int readAhead() throws IOException {
        if (heldEnd == held.length) {
            held = Arrays.copyOf(held, Math.max(CHUNK_BYTES, 2 * held.length));
        }
        return requireSource().read(held, heldEnd, held.length - heldEnd);
    }

    private void show(int read) {
        if (read < 0) {
            ended = true;
            gate.onEnd(ticker.nanos());
        } else {
            gate.onBytes(ByteBuffer.wrap(held, heldEnd, read), ticker.nanos());
            heldEnd += read;
        }
    }

    private void failed(IOException error, boolean late, BooleanSupplier takenBack) throws IOException {
        if (takenBack.getAsBoolean() || (!late && Thread.currentThread().isInterrupted())) {
            throw error;
        }
        broken = error;
        if (late) {
            gate.onLimit(ticker.nanos());
        } else {
            gate.onFailure(error, ticker.nanos());
        }
    }

    /** Whether the next read gives bytes that are already here. */
    boolean ready() {
        return heldStart < heldEnd || rewrittenStart < rewritten.length;
    }

    int available() throws IOException {
        int here = heldEnd - heldStart + rewritten.length - rewrittenStart;
        return here > 0 || ended ? here : requireSource().available();
    }

    /** As {@code InputStream.read}; tells the gate of bytes, not of the end. 0 when an event has not come whole yet. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (gate.rewrites()) {
            return readRewritten(target, offset, length);
        }
        boolean known = heldStart < heldEnd;
        int read = readBlindly(target, offset, length);
        if (read > 0) {
            gate.passed();
            if (!known) {
                gate.onBytes(ByteBuffer.wrap(target, offset, read), ticker.nanos());
            }
        }
        return read;
    }

    /** Reads past the gate's knowledge: what to do when the gate itself has failed. */
    int readBlindly(byte[] target, int offset, int length) throws IOException {
        if (rewrittenStart < rewritten.length) {
            return takeRewritten(target, offset, length);
        }
        int read = Math.min(length, heldEnd - heldStart);
        if (read > 0) {
            System.arraycopy(held, heldStart, target, offset, read);
            heldStart += read;
            if (heldStart == heldEnd) {
                held = NOTHING;
                heldStart = 0;
                heldEnd = 0;
            }
            return read;
        }
        IOException before = broken;
        if (before != null) {
            throw before;
        }
        // After its end the transport itself is asked no more: its connection may belong to another call by now.
        read = ended ? -1 : requireSource().read(target, offset, length);
        ended |= read < 0;
        return read;
    }

    private int readRewritten(byte[] target, int offset, int length) throws IOException {
        if (rewrittenStart == rewritten.length && !rested) {
            boolean known = heldStart < heldEnd;
            byte[] chunk = new byte[known ? heldEnd - heldStart : CHUNK_BYTES];
            int read = readBlindly(chunk, 0, chunk.length);
            if (read < 0) {
                return -1;
            }
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
            if (!known) {
                gate.onBytes(bytes, ticker.nanos());
            }
            if (gate.failure() == null) {
                keep(gate.release(bytes));
            }
        }
        return takeRewritten(target, offset, length);
    }

    /** After a clean end: the last of what was rewritten, then -1. */
    int rest(byte[] target, int offset, int length) {
        if (!rested) {
            rested = true;
            keep(gate.releaseRest());
        }
        int read = takeRewritten(target, offset, length);
        return read == 0 ? -1 : read;
    }

    private int takeRewritten(byte[] target, int offset, int length) {
        int read = Math.min(length, rewritten.length - rewrittenStart);
        System.arraycopy(rewritten, rewrittenStart, target, offset, read);
        rewrittenStart += read;
        return read;
    }

    private void keep(ByteBuffer bytes) {
        rewritten = new byte[bytes.remaining()];
        rewrittenStart = 0;
        bytes.get(rewritten);
    }

    private InputStream requireSource() throws IOException {
        if (source == null) {
            throw new IOException("the answer has no content");
        }
        return source;
    }

    void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
