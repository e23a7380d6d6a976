package dev.breakwater.client.okhttp;

import dev.breakwater.call.AnswerGate;
import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import okio.BufferedSource;
import okio.Timeout;

/**
 * One attempt's answer on its way to the application: each byte is shown to the gate once, and then given as it is or as the
 * gate rewrites it. Used by one thread at a time.
 */
final class AnswerBytes {
    private static final int CHUNK_BYTES = 8192;

    private final BufferedSource source;
    private final AnswerGate gate;
    private final AnswerFeed feed;
    private final Buffer rewritten = new Buffer();
    private long shownBytes;
    private boolean ended;

    AnswerBytes(BufferedSource source, AnswerGate gate, AnswerFeed feed) {
        this.source = source;
        this.gate = gate;
        this.feed = feed;
    }

    /** It is delivered: so many bytes at the source's front the gate has seen already. */
    void begin(long shown) {
        shownBytes = shown;
    }

    AnswerGate gate() {
        return gate;
    }

    Timeout timeout() {
        return source.timeout();
    }

    /** Whether the next read gives bytes that are already here. */
    boolean ready() {
        return shownBytes > 0 || rewritten.size() > 0;
    }

    /** Reads past the gate's knowledge: what to do when the gate itself has failed. */
    long readBlindly(Buffer sink, long byteCount) throws IOException {
        return rewritten.size() > 0 ? rewritten.read(sink, byteCount) : source.read(sink, byteCount);
    }

    /** As {@code Source.read}; tells the gate of bytes, not of the end. May answer 0 when an event has not come whole yet. */
    long read(Buffer sink, long byteCount, long nowNanos) throws IOException {
        return gate.rewrites() ? readRewritten(sink, byteCount, nowNanos) : readAsIs(sink, byteCount, nowNanos);
    }

    private long readAsIs(Buffer sink, long byteCount, long nowNanos) throws IOException {
        long before = sink.size();
        long known = shownBytes;
        long read = source.read(sink, known > 0 ? Math.min(byteCount, known) : byteCount);
        if (read > 0) {
            gate.passed();
            shownBytes = Math.max(0, known - read);
            if (known == 0) {
                feed.show(sink, before, gate, nowNanos);
            }
        }
        return read;
    }

    private long readRewritten(Buffer sink, long byteCount, long nowNanos) throws IOException {
        if (rewritten.size() == 0 && !ended) {
            Buffer chunk = new Buffer();
            long read = source.read(chunk, shownBytes > 0 ? Math.min(CHUNK_BYTES, shownBytes) : CHUNK_BYTES);
            if (read < 0) {
                return -1;
            }
            boolean shown = shownBytes > 0;
            shownBytes = Math.max(0, shownBytes - read);
            if (!shown) {
                feed.show(chunk, 0, gate, nowNanos);
            }
            release(chunk);
        }
        return rewritten.size() == 0 ? 0 : rewritten.read(sink, byteCount);
    }

    private void release(Buffer chunk) {
        if (gate.failure() == null) {
            write(gate.release(ByteBuffer.wrap(chunk.readByteArray())));
        }
    }

    /** After a clean end: the last of what was rewritten. */
    long rest(Buffer sink, long byteCount) {
        if (!ended) {
            ended = true;
            write(gate.releaseRest());
        }
        return rewritten.size() == 0 ? -1 : rewritten.read(sink, byteCount);
    }

    private void write(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        rewritten.write(copy);
    }

    void close() throws IOException {
        source.close();
    }
}
