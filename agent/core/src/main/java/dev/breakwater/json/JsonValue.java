package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A view of the scalar that a reader has just come to. Nothing is copied until it is asked for. */
public final class JsonValue {
    private final JsonParser parser;

    JsonValue(JsonParser parser) {
        this.parser = parser;
    }

    public boolean isText() {
        return parser.hasToken(JsonToken.VALUE_STRING);
    }

    public boolean isNumber() {
        return parser.currentToken().isNumeric();
    }

    public boolean isNull() {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    public boolean isTrue() {
        return parser.hasToken(JsonToken.VALUE_TRUE);
    }

    /** Whether this is a string with something in it. */
    public boolean hasText() {
        return isText() && length() > 0;
    }

    /** Characters of the string, or of the scalar as it is written. */
    public int length() {
        try {
            return parser.getTextLength();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The string, or the scalar as it is written. */
    public String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the scalar reads exactly so; makes no string of it. */
    public boolean is(String expected) {
        return length() == expected.length() && endsWith(expected);
    }

    /** Whether the scalar ends so; makes no string of it. */
    public boolean endsWith(String expected) {
        try {
            int length = parser.getTextLength();
            int start = parser.getTextOffset() + length - expected.length();
            return length >= expected.length() && matches(parser.getTextCharacters(), start, expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number, cut to an integer; {@code otherwise} for anything that is none or does not fit. */
    public long number(long otherwise) {
        if (!isNumber()) {
            return otherwise;
        }
        try {
            double value = parser.getDoubleValue();
            boolean exact = Math.abs(value) <= 1L << 53;
            return exact ? (long) value : otherwise;
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** Index of the value's first byte, a string's opening quote included; only from {@link JsonReader}. */
    public int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Index behind the value's last byte, a string's closing quote included; only from {@link JsonReader}. */
    public int end() {
        try {
            parser.finishToken();
            return (int) parser.currentLocation().getByteOffset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(char[] chars, int start, String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (chars[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
