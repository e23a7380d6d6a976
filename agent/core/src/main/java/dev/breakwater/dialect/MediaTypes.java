package dev.breakwater.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a content type says about how an answer is to be read. */
public final class MediaTypes {
    private MediaTypes() {}

    /** Whether it is a stream of server-sent events. */
    public static boolean isEventStream(@Nullable String contentType) {
        return starts(contentType, "text/event-stream");
    }

    /** The same, when one was asked for: then some say "text/plain", or nothing at all. */
    public static boolean isEventStream(@Nullable String contentType, boolean asked) {
        return isEventStream(contentType) || (asked && !isJson(contentType) && isDocument(contentType));
    }

    /** Whether it is one JSON document, or ought to be: a page of HTML is no answer, and reading it shows that. */
    public static boolean isDocument(@Nullable String contentType) {
        return contentType == null || isJson(contentType) || starts(contentType, "text/");
    }

    /** Whether it says that it is JSON. */
    public static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && (starts(contentType, "application/json")
                        || plain(contentType).endsWith("+json"));
    }

    /** Whether it begins so, without regard to case. */
    public static boolean starts(@Nullable String contentType, String prefix) {
        return contentType != null && contentType.stripLeading().regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static String plain(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
