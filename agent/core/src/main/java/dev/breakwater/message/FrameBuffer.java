package dev.breakwater.message;

import java.nio.ByteBuffer;

/** Bytes of a stream that are not dealt with yet. Grows with the piece it holds, up to a limit, and shrinks again after it. */
final class FrameBuffer {
    /** An event or two: what every stream needs. */
    private static final int LEAST = 1024;
    /** A read's worth: kept, once it was needed. */
    private static final int USUAL = 8192;

    private final int max;
    private byte[] bytes = new byte[LEAST];
    private int start;
    private int end;

    FrameBuffer(int max) {
        this.max = max;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    /** Everything before {@code index} has been dealt with. */
    void discardTo(int index) {
        start = index;
    }

    /**
     * Adds the bytes between position and limit, which stay as they are.
     *
     * @return by how much the bytes that are kept have moved towards the start; -1 when it would grow past the limit
     */
    int append(ByteBuffer more) {
        int kept = end - start;
        long needed = (long) kept + more.remaining();
        if (kept > max) {
            return -1;
        }
        int moved = start;
        if (needed > bytes.length || (bytes.length > USUAL && needed <= USUAL)) {
            byte[] other = new byte[needed <= USUAL ? USUAL : (int) Math.min(needed * 2, Integer.MAX_VALUE - 8)];
            System.arraycopy(bytes, start, other, 0, kept);
            bytes = other;
        } else if (end + more.remaining() > bytes.length) {
            System.arraycopy(bytes, start, bytes, 0, kept);
        } else {
            moved = 0;
        }
        start -= moved;
        end -= moved;
        more.duplicate().get(bytes, end, more.remaining());
        end += more.remaining();
        return moved;
    }
}
