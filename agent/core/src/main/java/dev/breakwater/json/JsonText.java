package dev.breakwater.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Writes JSON strings, and reads those with escapes. Thread-safe. */
public final class JsonText {
    private JsonText() {}

    /** The text as a JSON string, quotes included. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        return out.append('"').toString();
    }

    /** The same in UTF-8. */
    public static byte[] quoteUtf8(String text) {
        return utf8(quote(text));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a string's content stands for. It is valid, but may have been cut off anywhere: half an escape is left out. */
    static String unescaped(byte[] bytes, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int escape = at;
            while (escape < to && bytes[escape] != '\\') {
                escape++;
            }
            out.append(new String(bytes, at, escape - at, StandardCharsets.UTF_8));
            at = escape + escaped(bytes, escape, to, out);
        }
        return out.toString();
    }

    /** Adds the character of one escape. @return its length */
    private static int escaped(byte[] bytes, int at, int to, StringBuilder out) {
        int left = to - at;
        if (left < 2) {
            return left;
        }
        byte b = bytes[at + 1];
        if (b == 'u') {
            if (left < 6) {
                return left;
            }
            out.append((char) Integer.parseInt(new String(bytes, at + 2, 4, StandardCharsets.US_ASCII), 16));
            return 6;
        }
        out.append(
                switch (b) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> (char) b;
                });
        return 2;
    }
}
