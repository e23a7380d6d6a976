package dev.breakwater.message;

import java.util.List;
import java.util.Locale;

/** The fields of a head that speak of the bytes which came: they do not hold for what is handed on in their place. */
public final class BodyHeaders {
    /** Lower case. How a message is framed is none of its content's. */
    public static final List<String> NAMES =
            List.of("content-length", "content-encoding", "content-md5", "content-digest", "digest");

    private BodyHeaders() {}

    /** Whether the field is one of them, in any case. */
    public static boolean contain(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
