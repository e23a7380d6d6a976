package dev.breakwater.message;

import java.nio.ByteBuffer;

/** Splits a stream of lines, each a document of its own (NDJSON). Blank lines are signs of life. Used by one thread at a time. */
public final class Lines implements Framing {
    private final Listener listener;
    private final FrameBuffer buffer;
    private final FrameView view = new FrameView();
    private int lineStart;
    private int scanned;
    private boolean dead;

    public Lines(Listener listener) {
        this(listener, Framing.MAX_FRAME);
    }

    /**
     * Splits with a limit of one's own.
     *
     * @param maxLine bytes of one line beyond which the stream counts as malformed
     */
    public Lines(Listener listener, int maxLine) {
        this.listener = listener;
        this.buffer = new FrameBuffer(maxLine);
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
        byte[] array = buffer.bytes();
        while (scanned < buffer.end()) {
            if (array[scanned++] == '\n') {
                line(scanned - 1);
                lineStart = scanned;
                buffer.discardTo(lineStart);
            }
        }
    }

    @Override
    public void end() {
        if (!dead) {
            line(buffer.end());
            dead = true;
        }
    }

    private void line(int end) {
        byte[] array = buffer.bytes();
        int start = lineStart;
        int last = end;
        while (start < last && isBlank(array[start])) {
            start++;
        }
        while (last > start && isBlank(array[last - 1])) {
            last--;
        }
        if (start == last) {
            listener.comment();
            return;
        }
        view.addData(array, start, last);
        listener.frame(view);
        view.clear();
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\r' || b == '\t';
    }
}
