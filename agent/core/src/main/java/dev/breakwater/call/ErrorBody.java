package dev.breakwater.call;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The body of an error while it comes, as far as it is kept. Used by one thread at a time. */
final class ErrorBody {
    private final ByteArrayOutputStream kept;
    private final int maxBytes;

    ErrorBody(int maxBytes) {
        this.maxBytes = maxBytes;
        // Most answers are no errors, and keep nothing.
        this.kept = new ByteArrayOutputStream(Math.min(maxBytes, 512));
    }

    /** The next bytes; the buffer is left as it was. */
    void add(ByteBuffer bytes) {
        byte[] chunk = new byte[Math.min(bytes.remaining(), maxBytes - kept.size())];
        bytes.duplicate().get(chunk);
        kept.writeBytes(chunk);
    }

    /** Whether no more of it is kept. */
    boolean full() {
        return kept.size() >= maxBytes;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
