package dev.breakwater.json;

import java.nio.charset.StandardCharsets;

/**
 * A view of the scalar that a reader has just come to, valid only while it is being told of. Nothing is copied or decoded until it
 * is asked for.
 */
public final class JsonValue {
    /** Below this, every sum of digits is exact. */
    private static final int EXACT_DIGITS = 15;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private Kind kind = Kind.NULL;
    private boolean escapes;

    enum Kind {
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        NULL
    }

    JsonValue() {}

    /** Shows a string's content, without its quotes. */
    JsonValue text(byte[] in, int from, int to, boolean withEscapes) {
        return show(Kind.TEXT, in, from, to, withEscapes);
    }

    JsonValue atom(Kind ofKind, byte[] in, int from, int to) {
        return show(ofKind, in, from, to, false);
    }

    private JsonValue show(Kind ofKind, byte[] in, int from, int to, boolean withEscapes) {
        kind = ofKind;
        bytes = in;
        start = from;
        end = to;
        escapes = withEscapes;
        return this;
    }

    public boolean isText() {
        return kind == Kind.TEXT;
    }

    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    public boolean isNull() {
        return kind == Kind.NULL;
    }

    public boolean isTrue() {
        return kind == Kind.TRUE;
    }

    /** Whether this is a string with something in it. */
    public boolean hasText() {
        return kind == Kind.TEXT && end > start;
    }

    /** The string, or the scalar as it is written. */
    public String text() {
        return escapes
                ? JsonText.unescaped(bytes, start, end)
                : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Whether the scalar reads exactly so; makes no string of it unless it has escapes. */
    public boolean is(String ascii) {
        return escapes ? text().equals(ascii) : JsonAtom.is(bytes, start, end, ascii);
    }

    /** Whether the scalar ends so; makes no string of it unless it has escapes. */
    public boolean endsWith(String ascii) {
        if (escapes) {
            return text().endsWith(ascii);
        }
        int from = end - ascii.length();
        return from >= start && JsonAtom.is(bytes, from, end, ascii);
    }

    /** The number, cut to an integer; {@code otherwise} for anything that is none or does not fit. */
    public long number(long otherwise) {
        if (!isNumber()) {
            return otherwise;
        }
        long sum = 0;
        for (int at = start; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || end - start > EXACT_DIGITS) {
                return written(otherwise);
            }
            sum = sum * 10 + digit;
        }
        return sum;
    }

    private long written(long otherwise) {
        double value = Double.parseDouble(text());
        return Math.abs(value) <= 1L << 53 ? (long) value : otherwise;
    }

    /** Index of the value's first byte, a string's opening quote included; only from {@link JsonReader}. */
    public int start() {
        return kind == Kind.TEXT ? start - 1 : start;
    }

    /** Index behind the value's last byte, a string's closing quote included; only from {@link JsonReader}. */
    public int end() {
        return kind == Kind.TEXT ? end + 1 : end;
    }
}
