package dev.breakwater.call;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The body of an error while it comes, as far as it is kept. Used by one thread at a time. */
final class ErrorBody {
    private static final byte[] NOTHING = {};

    private final int maxBytes;
    /** Most answers are no errors, and keep nothing. */
    private @Nullable ByteArrayOutputStream kept;

    ErrorBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The next bytes; the buffer is left as it was. */
    void add(ByteBuffer bytes) {
        byte[] chunk = new byte[Math.min(bytes.remaining(), maxBytes - size())];
        bytes.duplicate().get(chunk);
        ByteArrayOutputStream all = kept;
        if (all == null) {
            all = new ByteArrayOutputStream(512);
            kept = all;
        }
        all.writeBytes(chunk);
    }

    /** Whether no more of it is kept. */
    boolean full() {
        return size() >= maxBytes;
    }

    private int size() {
        return kept == null ? 0 : kept.size();
    }

    byte[] bytes() {
        return kept == null ? NOTHING : kept.toByteArray();
    }
}
