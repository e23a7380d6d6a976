package dev.breakwater.message;

import java.nio.ByteBuffer;

/**
 * Splits a stream of server-sent events, fed in pieces that may be cut anywhere. Lines end in CR, LF or both. An event is handed
 * on as a view of the bytes as they came; only data of several lines is joined first. Used by one thread at a time.
 */
public final class ServerSentEvents implements Framing {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final Listener listener;
    private final FrameBuffer buffer;
    private final FrameView view = new FrameView();
    private int lineStart;
    private int scanned;
    private boolean afterCarriageReturn;
    private boolean atStart = true;
    private boolean dead;

    public ServerSentEvents(Listener listener) {
        this(listener, Framing.MAX_FRAME);
    }

    /**
     * Splits with a limit of one's own.
     *
     * @param maxFrame bytes of one event beyond which the stream counts as malformed
     */
    public ServerSentEvents(Listener listener, int maxFrame) {
        this.listener = listener;
        this.buffer = new FrameBuffer(maxFrame);
    }

    @Override
    public void feed(ByteBuffer bytes) {
        if (dead) {
            return;
        }
        int moved = buffer.append(bytes);
        if (moved < 0) {
            dead = true;
            listener.malformed();
            return;
        }
        lineStart -= moved;
        scanned -= moved;
        view.rebase(buffer.bytes(), moved);
        scan();
    }

    @Override
    public void end() {
        if (dead) {
            return;
        }
        // Some servers forget the last blank line, or even the last line's end.
        if (lineStart < buffer.end()) {
            line(buffer.end());
        }
        dispatch();
        dead = true;
    }

    private void scan() {
        byte[] bytes = buffer.bytes();
        int end = buffer.end();
        int at = buffer.lineEnd(scanned);
        while (at < end) {
            lineEnd(bytes[at], at + 1);
            at = buffer.lineEnd(at + 1);
        }
        scanned = at;
    }

    /** @param next index behind the line end {@code b} */
    private void lineEnd(byte b, int next) {
        boolean secondHalf = b == '\n' && afterCarriageReturn && next - 1 == lineStart;
        afterCarriageReturn = b == '\r';
        if (!secondHalf) {
            line(next - 1);
        }
        lineStart = next;
        if (!view.present()) {
            buffer.discardTo(next);
        }
    }

    private void line(int end) {
        byte[] bytes = buffer.bytes();
        int start = lineStart;
        if (atStart) {
            atStart = false;
            start += byteOrderMark(bytes, start, end);
        }
        if (start == end) {
            dispatch();
        } else if (bytes[start] == ':') {
            listener.comment();
        } else {
            field(bytes, start, end);
        }
    }

    private void field(byte[] bytes, int start, int end) {
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        if (FrameView.same(bytes, start, colon, DATA)) {
            view.addData(bytes, value, end);
        } else if (FrameView.same(bytes, start, colon, EVENT)) {
            view.setType(bytes, value, end);
        }
    }

    private void dispatch() {
        if (view.hasData()) {
            listener.frame(view);
        }
        view.clear();
    }

    private static int byteOrderMark(byte[] bytes, int start, int end) {
        boolean marked = end - start >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }
}
