package dev.breakwater.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Writes JSON strings. Thread-safe. */
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
        return quote(text).getBytes(StandardCharsets.UTF_8);
    }
}
