package dev.breakwater.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the end of a string, as strictly as JSON has it, in pieces that may be cut anywhere. Used by one thread at a time. */
public final class StringScan {
    /** A byte that has no place in a string. */
    static final int DEFECT = -1;

    /** In {@link #escape}: a backslash has just passed. Above 0, that many digits of a {@code \}{@code u} are still to come. */
    private static final int BACKSLASH = -1;

    private static final int HEX_DIGITS = 4;

    private static final byte[] NOTHING = {};
    private static final ByteBuffer NO_WORDS = ByteBuffer.wrap(NOTHING);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private byte[] seen = NOTHING;
    private ByteBuffer words = NO_WORDS;
    private int escape;
    private int continuation;
    private boolean escapes;
    private boolean closed;

    /**
     * Where the string ends whose content begins at {@code from}.
     *
     * @return index of its closing quote; -1 when it does not end before {@code to}, or is not valid JSON in UTF-8
     */
    public int end(byte[] bytes, int from, int to) {
        begin();
        int behind = scan(bytes, from, to);
        return closed ? behind - 1 : -1;
    }

    /** A string begins. */
    void begin() {
        escape = 0;
        continuation = 0;
        escapes = false;
        closed = false;
    }

    /**
     * Goes on from {@code from}, behind the opening quote or where the piece before was cut.
     *
     * @return index behind the closing quote; {@code to} when the string goes on there ({@link #closed} tells which); or
     *     {@link #DEFECT}
     */
    int scan(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (escape == 0 && continuation == 0) {
                at = plain(bytes, at, to);
                if (at == to) {
                    return to;
                }
            }
            byte b = bytes[at++];
            if (b == '"' && escape == 0 && continuation == 0) {
                closed = true;
                return at;
            }
            if (!step(b)) {
                return DEFECT;
            }
        }
        return to;
    }

    boolean closed() {
        return closed;
    }

    /** Whether anything in the string is written as an escape. */
    boolean escapes() {
        return escapes;
    }

    /** Index of the first byte that needs a closer look. Nearly all of nearly every document runs through here. */
    int plain(byte[] bytes, int from, int to) {
        ByteBuffer words = words(bytes);
        int last = bytes.length - Long.BYTES;
        int at = from;
        while (at < to && at <= last) {
            long special = special(words.getLong(at));
            if (special != 0) {
                return Math.min(to, at + Long.numberOfTrailingZeros(special) / Byte.SIZE);
            }
            at = pairs(words, at + Long.BYTES, Math.min(to, last - Long.BYTES));
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return Math.min(at, to);
    }

    /** Sixteen bytes at a time, for texts: index of the first two words that are not both plain, or behind {@code last}. */
    private static int pairs(ByteBuffer words, int from, int last) {
        int at = from;
        while (at <= last && (special(words.getLong(at)) | special(words.getLong(at + Long.BYTES))) == 0) {
            at += 2 * Long.BYTES;
        }
        return at;
    }

    /** Eight bytes at once: the lowest bit that is set belongs to the first that is a quote, a backslash, a control or no ASCII. */
    private static long special(long word) {
        long control = word - SPACES;
        long quote = (word ^ QUOTES) - ONES;
        long backslash = (word ^ BACKSLASHES) - ONES;
        return (word | control | quote | backslash) & HIGH_BITS;
    }

    private ByteBuffer words(byte[] bytes) {
        if (seen != bytes) {
            seen = bytes;
            words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        return words;
    }

    private boolean step(byte b) {
        if (continuation > 0) {
            continuation--;
            return (b & 0xc0) == 0x80;
        }
        if (escape == BACKSLASH) {
            escape = b == 'u' ? HEX_DIGITS : 0;
            return isEscape(b);
        }
        if (escape > 0) {
            escape--;
            return Character.digit(b, 16) >= 0;
        }
        if (b == '\\') {
            escape = BACKSLASH;
            escapes = true;
            return true;
        }
        continuation = continuationOf(b);
        return continuation > 0;
    }

    private static boolean isEscape(byte b) {
        return switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u' -> true;
            default -> false;
        };
    }

    /** Bytes that follow this one in its character; 0 when it begins none. */
    private static int continuationOf(byte b) {
        if ((b & 0xe0) == 0xc0) {
            return 1;
        }
        if ((b & 0xf0) == 0xe0) {
            return 2;
        }
        return (b & 0xf8) == 0xf0 ? 3 : 0;
    }
}
