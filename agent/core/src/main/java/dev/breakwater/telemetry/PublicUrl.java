package dev.breakwater.telemetry;

import dev.breakwater.message.Url;

/** A URL that may be shown: keys and signatures travel in queries, so their values stay behind. */
final class PublicUrl {
    private static final String REDACTED = "REDACTED";

    private PublicUrl() {}

    /** The URL with the value of every parameter replaced, but for the two that are known to say nothing. */
    static String of(Url url) {
        String query = url.query();
        if (query == null || query.isEmpty()) {
            return url.toString();
        }
        StringBuilder shown = new StringBuilder(url.toString()).append('?');
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            append(shown, query.substring(start, end));
            if (end < query.length()) {
                shown.append('&');
            }
            start = end + 1;
        }
        return shown.toString();
    }

    /** A parameter without a name may be a key as a whole. */
    private static void append(StringBuilder shown, String parameter) {
        int equals = parameter.indexOf('=');
        if (parameter.isEmpty() || parameter.startsWith("api-version=") || parameter.startsWith("alt=")) {
            shown.append(parameter);
        } else if (equals < 0) {
            shown.append(REDACTED);
        } else {
            shown.append(parameter, 0, equals + 1).append(REDACTED);
        }
    }
}
