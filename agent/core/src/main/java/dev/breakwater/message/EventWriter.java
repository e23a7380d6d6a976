package dev.breakwater.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events; the counterpart of {@link ServerSentEvents}. Used by one thread at a time. */
public final class EventWriter {
    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] COMMENT = ascii(":\n\n");

    private ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * One event.
     *
     * @param type empty for an event without one
     */
    public void event(String type, byte[] data, int start, int end) {
        if (!type.isEmpty()) {
            out.writeBytes(EVENT);
            out.writeBytes(type.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        int line = start;
        for (int at = start; at < end; at++) {
            if (data[at] == '\n') {
                line(data, line, at);
                line = at + 1;
            }
        }
        line(data, line, end);
        out.write('\n');
    }

    /** The same with all of {@code data}. */
    public void event(String type, byte[] data) {
        event(type, data, 0, data.length);
    }

    /** A sign of life that says nothing. */
    public void comment() {
        out.writeBytes(COMMENT);
    }

    /** What was written since the last time. */
    public ByteBuffer take() {
        ByteBuffer written = ByteBuffer.wrap(out.toByteArray());
        out = new ByteArrayOutputStream();
        return written;
    }

    private void line(byte[] data, int start, int end) {
        out.writeBytes(DATA);
        out.write(data, start, end - start);
        out.write('\n');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
