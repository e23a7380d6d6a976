package dev.breakwater.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of a stream that are not dealt with yet. Grows with the piece it holds, up to a limit, and shrinks again after it. */
final class FrameBuffer {
    /** An event or two: what every stream needs. */
    private static final int LEAST = 1024;
    /** A read's worth: kept, once it was needed. */
    private static final int USUAL = 8192;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';

    private final int max;
    private byte[] bytes = new byte[LEAST];
    private ByteBuffer words = words(bytes);
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
            words = words(other);
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

    /** Index of the first line feed or carriage return at {@code from} or behind it; {@link #end} when there is none. */
    int lineEnd(int from) {
        int at = from;
        // Eight bytes at once: nearly all of a stream runs through here, and hardly anything in it ends a line.
        while (at < end && at <= bytes.length - Long.BYTES) {
            long word = words.getLong(at);
            long found = zeroes(word ^ LINE_FEEDS) | zeroes(word ^ CARRIAGE_RETURNS);
            if (found != 0) {
                return Math.min(end, at + Long.numberOfTrailingZeros(found) / Byte.SIZE);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return Math.min(at, end);
    }

    /** The lowest bit that is set belongs to the first byte that is zero; without one, none is. */
    private static long zeroes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
