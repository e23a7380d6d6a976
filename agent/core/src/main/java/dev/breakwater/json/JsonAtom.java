package dev.breakwater.json;

import dev.breakwater.json.JsonValue.Kind;
import org.jspecify.annotations.Nullable;

/** Numbers and the words true, false and null: what stands in a document without quotes. */
final class JsonAtom {
    private JsonAtom() {}

    /** Index of the first byte that does not belong to an atom. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && belongs(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Whether these bytes may go on to become an atom: text that is no JSON is to be told from JSON that was cut. */
    static boolean begins(byte[] bytes, int from, int to) {
        int sign = bytes[from] == '-' ? from + 1 : from;
        if (sign == to) {
            return true;
        }
        String word = switch (bytes[sign]) {
            case 't' -> "true";
            case 'f' -> "false";
            case 'n' -> "null";
            case 'N' -> "NaN";
            case 'I' -> "Infinity";
            default -> "";
        };
        if (word.isEmpty()) {
            return bytes[sign] >= '0' && bytes[sign] <= '9';
        }
        int length = to - sign;
        boolean signed = sign > from && bytes[sign] != 'I';
        return !signed && length <= word.length() && is(bytes, sign, to, word.substring(0, length));
    }

    /** What these bytes are; null when they are no JSON. */
    static @Nullable Kind kind(byte[] bytes, int from, int to) {
        return switch (bytes[from]) {
            case 't' -> is(bytes, from, to, "true") ? Kind.TRUE : null;
            case 'f' -> is(bytes, from, to, "false") ? Kind.FALSE : null;
            case 'n' -> is(bytes, from, to, "null") ? Kind.NULL : null;
            default -> isNumber(bytes, from, to) ? Kind.NUMBER : null;
        };
    }

    /** Whether these bytes are this ASCII text. */
    static boolean is(byte[] bytes, int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean belongs(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '.'
                || b == '+';
    }

    private static boolean isNumber(byte[] bytes, int from, int to) {
        int at = bytes[from] == '-' ? from + 1 : from;
        int integer = digits(bytes, at, to);
        if (integer == at) {
            // Python's own writer says NaN and Infinity; that is no reason to call an answer broken.
            return is(bytes, at, to, "Infinity") || is(bytes, from, to, "NaN");
        }
        if (bytes[at] == '0' && integer > at + 1) {
            return false;
        }
        at = integer;
        if (at < to && bytes[at] == '.') {
            int fraction = digits(bytes, at + 1, to);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        return at == to || isExponent(bytes, at, to);
    }

    private static boolean isExponent(byte[] bytes, int from, int to) {
        if (bytes[from] != 'e' && bytes[from] != 'E') {
            return false;
        }
        boolean signed = from + 1 < to && (bytes[from + 1] == '-' || bytes[from + 1] == '+');
        int first = from + (signed ? 2 : 1);
        return first < to && digits(bytes, first, to) == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
