package dev.breakwater.json;

import java.nio.ByteBuffer;

/**
 * Reads documents piece by piece, as their bytes arrive, one after the other. Keeps the token that it is in and nothing else,
 * and of a long string only the beginning where it is asked to.
 * Used by one thread at a time.
 */
public final class JsonFeed {
    private static final byte[] NOTHING = {};
    private static final byte[] SEPARATOR = {'\n'};
    private static final int CHUNK = 4096;

    private final JsonScanner scanner;
    private byte[] chunk = NOTHING;
    private boolean failed;

    public JsonFeed(JsonShape shape, JsonSink sink) {
        scanner = new JsonScanner(shape, sink);
    }

    /**
     * Reads on.
     *
     * @return false once something was not JSON; from then on nothing is read any more
     */
    public boolean feed(byte[] bytes, int from, int to) {
        failed = failed || !scanner.scan(bytes, from, to);
        return !failed;
    }

    /** The same for the bytes between position and limit, which stay as they are. */
    public boolean feed(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            return feed(bytes.array(), from, from + bytes.remaining());
        }
        ByteBuffer view = bytes.duplicate();
        if (chunk.length < CHUNK && chunk.length < view.remaining()) {
            chunk = new byte[Math.min(CHUNK, view.remaining())];
        }
        while (view.hasRemaining() && !failed) {
            int length = Math.min(chunk.length, view.remaining());
            view.get(chunk, 0, length);
            feed(chunk, 0, length);
        }
        return !failed;
    }

    /** Says that a document ends here; whether it really did, and was JSON. */
    public boolean endDocument() {
        return feed(SEPARATOR, 0, 1) && scanner.between();
    }

    /** Whole documents so far. */
    public long documents() {
        return scanner.documents();
    }
}
