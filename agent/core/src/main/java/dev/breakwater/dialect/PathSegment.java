package dev.breakwater.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a path that names a model.
 *
 * @param start index of its first character
 * @param end index behind its last one
 */
public record PathSegment(int start, int end) {

    /** What stands between {@code before} and the next of the characters {@code ends}; null when either is missing. */
    public static @Nullable PathSegment between(String path, String before, String ends) {
        int at = path.lastIndexOf(before);
        if (at < 0) {
            return null;
        }
        int start = at + before.length();
        int end = start;
        while (end < path.length() && ends.indexOf(path.charAt(end)) < 0) {
            end++;
        }
        return end > start && end < path.length() ? new PathSegment(start, end) : null;
    }

    /** The model, percent escapes undone. */
    public String text(String path) {
        String raw = path.substring(start, end);
        try {
            // A plus sign is itself in a path.
            return raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    /** The path with another model in this place. */
    public String replace(String path, String model) {
        return path.substring(0, start) + encode(model) + path.substring(end);
    }

    private static String encode(String model) {
        StringBuilder out = new StringBuilder(model.length());
        for (byte b : model.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
