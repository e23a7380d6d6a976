package dev.breakwater.client.okhttp;

import dev.breakwater.call.AnswerGate;
import java.nio.ByteBuffer;
import okio.Buffer;

/** Shows bytes that lie in one of Okio's buffers to the gate, without copying or consuming them. */
final class AnswerFeed {
    private final Buffer.UnsafeCursor cursor = new Buffer.UnsafeCursor();

    /** Shows what lies at {@code from} and behind. */
    void show(Buffer buffer, long from, AnswerGate gate, long nowNanos) {
        buffer.readUnsafe(cursor);
        try {
            int length = cursor.seek(from);
            while (length > 0) {
                gate.onBytes(ByteBuffer.wrap(cursor.data, cursor.start, length), nowNanos);
                length = cursor.next();
            }
        } finally {
            cursor.close();
        }
    }
}
