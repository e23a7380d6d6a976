package dev.breakwater.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Splits Amazon's binary event stream: a length, a length of headers, a check sum of both, headers, payload, a check sum of all.
 * An event's type is its {@code :event-type}, or what an exception calls itself. Used by one thread at a time.
 */
public final class EventStreamFrames implements Framing {
    private static final int PRELUDE = 12;
    private static final int CHECK_SUM = 4;
    private static final byte[] MESSAGE_TYPE = ":message-type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] TYPES = {
        ":event-type".getBytes(StandardCharsets.US_ASCII),
        ":exception-type".getBytes(StandardCharsets.US_ASCII),
        ":error-code".getBytes(StandardCharsets.US_ASCII),
    };

    private final Listener listener;
    private final FrameBuffer buffer;
    private final FrameView view = new FrameView();
    private final CRC32 checkSum = new CRC32();
    private int frameStart;
    private boolean dead;

    public EventStreamFrames(Listener listener) {
        this.listener = listener;
        this.buffer = new FrameBuffer(MAX_FRAME);
    }

    @Override
    public void feed(ByteBuffer bytes) {
        if (dead) {
            return;
        }
        int moved = buffer.append(bytes);
        frameStart -= Math.max(moved, 0);
        dead = moved < 0;
        boolean more = !dead;
        while (more && !dead) {
            more = frame();
        }
        if (dead) {
            listener.malformed();
        }
    }

    @Override
    public void end() {
        // Half a frame is a cut: there is nothing to hand on.
        dead = true;
    }

    /** @return whether there may be another whole frame */
    private boolean frame() {
        int available = buffer.end() - frameStart;
        if (available < PRELUDE) {
            return false;
        }
        int length = number(frameStart, 4);
        int headers = number(frameStart + 4, 4);
        boolean possible = length >= PRELUDE + CHECK_SUM
                && length <= MAX_FRAME
                && headers >= 0
                && headers <= length - PRELUDE - CHECK_SUM;
        if (!possible || !sums(frameStart, PRELUDE - CHECK_SUM)) {
            dead = true;
            return false;
        }
        if (available < length) {
            return false;
        }
        handOn(length, headers);
        frameStart += length;
        buffer.discardTo(frameStart);
        return true;
    }

    private void handOn(int length, int headers) {
        int payload = frameStart + PRELUDE + headers;
        if (!sums(frameStart, length - CHECK_SUM) || !headers(frameStart + PRELUDE, payload)) {
            dead = true;
            return;
        }
        view.addData(buffer.bytes(), payload, frameStart + length - CHECK_SUM);
        listener.frame(view);
        view.clear();
    }

    /** @return false when the headers do not fill their place exactly */
    private boolean headers(int from, int to) {
        int at = from;
        while (at < to) {
            int name = at + 1;
            int kind = name + number(at, 1);
            if (kind >= to) {
                return false;
            }
            int value = kind + 1;
            int length = valueLength(number(kind, 1), value, to);
            boolean text = number(kind, 1) == 7;
            if (length < 0 || value + length > to) {
                return false;
            }
            if (text) {
                header(name, kind, value + 2, value + length);
            }
            at = value + length;
        }
        return at == to;
    }

    private void header(int name, int nameEnd, int value, int valueEnd) {
        byte[] bytes = buffer.bytes();
        if (FrameView.same(bytes, name, nameEnd, MESSAGE_TYPE)) {
            view.setFailure(!FrameView.same(bytes, value, valueEnd, EVENT));
            return;
        }
        for (byte[] type : TYPES) {
            if (FrameView.same(bytes, name, nameEnd, type)) {
                view.setType(bytes, value, valueEnd);
            }
        }
    }

    /** Bytes of a header's value, its own length included; -1 when there is no such kind. */
    private int valueLength(int kind, int value, int to) {
        return switch (kind) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 8 -> 8;
            case 6, 7 -> value + 2 <= to ? 2 + number(value, 2) : -1;
            case 9 -> 16;
            default -> -1;
        };
    }

    /** Whether the check sum that follows these bytes is theirs. */
    private boolean sums(int from, int length) {
        checkSum.reset();
        checkSum.update(buffer.bytes(), from, length);
        return (int) checkSum.getValue() == number(from + length, 4);
    }

    private int number(int at, int width) {
        int value = 0;
        for (int i = at; i < at + width; i++) {
            value = (value << 8) | (buffer.bytes()[i] & 0xff);
        }
        return value;
    }
}
