package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Reads documents piece by piece, as their bytes arrive, one after the other. Keeps the token that it is in and nothing else,
 * and of a long string only the beginning where it is asked to.
 * Used by one thread at a time.
 */
public final class JsonFeed implements Closeable {
    private static final byte[] SEPARATOR = {'\n'};
    private static final int CHUNK = 4096;

    private final JsonParser parser;
    private final JsonWalk walk;
    private final ByteArrayFeeder feeder;
    private final StringCutter cutter = new StringCutter(this);
    private byte[] chunk = new byte[0];
    private boolean failed;

    public JsonFeed(JsonShape shape, JsonSink sink) {
        try {
            parser = JsonReader.FACTORY.createNonBlockingByteArrayParser();
            walk = new JsonWalk(parser, shape, sink);
            feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads on.
     *
     * @return false once something was not JSON; from then on nothing is read any more
     */
    public boolean feed(byte[] bytes, int from, int to) {
        if (failed || from == to) {
            return !failed;
        }
        try {
            feeder.feedInput(bytes, from, to);
            walk.run();
        } catch (IOException | UncheckedIOException e) {
            failed = true;
        }
        return !failed;
    }

    /**
     * The same for the bytes between position and limit, which stay as they are, and for documents of any size: of a string of
     * many thousand characters the sink sees the beginning.
     */
    public boolean feedLarge(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            cutter.pass(bytes.array(), from, from + bytes.remaining());
            return !failed;
        }
        if (chunk.length == 0) {
            chunk = new byte[CHUNK];
        }
        ByteBuffer view = bytes.duplicate();
        while (view.hasRemaining() && !failed) {
            int length = Math.min(chunk.length, view.remaining());
            view.get(chunk, 0, length);
            cutter.pass(chunk, 0, length);
        }
        return !failed;
    }

    /** Says that a document ends here; whether it really did, and was JSON. */
    public boolean endDocument() {
        return feed(SEPARATOR, 0, 1) && walk.between();
    }

    /** Gives back what the parser has borrowed; nothing is read any more. Not a must: a forgotten feed is only less thrifty. */
    @Override
    public void close() {
        failed = true;
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole documents so far. */
    public long documents() {
        return walk.documents();
    }
}
