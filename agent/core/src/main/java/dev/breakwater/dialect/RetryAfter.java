package dev.breakwater.dialect;

import dev.breakwater.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to stay away, in the order of how plainly it says so: {@code retry-after-ms}, {@code retry-after}, the
 * body, and last the reset times of those of its limits that are used up. Meant for answers that ask for patience (429, 503 and
 * their like): a successful answer has reset times as well.
 */
public final class RetryAfter {
    /** It says nothing usable. */
    public static final long UNKNOWN = -1;

    private RetryAfter() {}

    /** @return nanoseconds from now, 0 or more, or {@link #UNKNOWN} */
    public static long nanos(Headers headers, byte[] body, long nowEpochMillis) {
        long millis = TimeNotation.millis(headers.first("retry-after-ms"));
        if (millis >= 0) {
            return millis;
        }
        long plain = TimeNotation.nanos(headers.first("retry-after"), nowEpochMillis);
        if (plain >= 0) {
            return plain;
        }
        long said = inBody(headers, body);
        return said >= 0 ? said : longestReset(headers, nowEpochMillis);
    }

    private static long inBody(Headers headers, byte[] body) {
        if (body.length == 0) {
            return UNKNOWN;
        }
        ErrorFields fields = ErrorFields.read(headers, body);
        long delay = TimeNotation.duration(fields.retryDelay());
        return delay >= 0 ? delay : inWords(fields.message());
    }

    /** "Please try again in 1.2s", "Please retry after 7 seconds". */
    private static long inWords(String message) {
        long again = after(message, "try again in ");
        if (again >= 0) {
            return again;
        }
        long in = after(message, "retry in ");
        return in >= 0 ? in : after(message, "retry after ");
    }

    private static long after(String message, String phrase) {
        int at = message.indexOf(phrase);
        if (at < 0) {
            return UNKNOWN;
        }
        int start = at + phrase.length();
        int end = start;
        while (end < message.length() && !Character.isWhitespace(message.charAt(end))) {
            end++;
        }
        String word = message.substring(start, end);
        while (word.endsWith(".") || word.endsWith(",")) {
            word = word.substring(0, word.length() - 1);
        }
        boolean seconds = message.startsWith(" second", end);
        return TimeNotation.duration(seconds ? word + "s" : word);
    }

    /** Every limit that is used up must be free again: the longest counts. */
    private static long longestReset(Headers headers, long nowEpochMillis) {
        Resets resets = new Resets(nowEpochMillis);
        headers.forEach((name, value) -> resets.see(headers, name, value));
        return resets.longest;
    }

    private static final class Resets {
        private final long nowEpochMillis;
        private long longest = UNKNOWN;

        Resets(long nowEpochMillis) {
            this.nowEpochMillis = nowEpochMillis;
        }

        void see(Headers headers, String name, String value) {
            String reset = resetOf(headers, name, value);
            long nanos = reset == null ? UNKNOWN : TimeNotation.nanos(reset, nowEpochMillis);
            // Azure writes 0 where it does not know.
            if (nanos > 0) {
                longest = Math.max(longest, nanos);
            }
        }

        private static @Nullable String resetOf(Headers headers, String name, String value) {
            if (isExhausted(name, value)) {
                return headers.first(replaceIgnoringCase(name, "remaining", "reset"));
            }
            boolean unified = name.equalsIgnoreCase("anthropic-ratelimit-unified-status");
            return unified && value.equalsIgnoreCase("rejected")
                    ? headers.first("anthropic-ratelimit-unified-reset")
                    : null;
        }

        private static boolean isExhausted(String name, String value) {
            return value.strip().equals("0")
                    && (startsWith(name, "x-ratelimit")
                            || startsWith(name, "anthropic-")
                            || startsWith(name, "ratelimit"))
                    && indexIgnoringCase(name, "remaining") >= 0;
        }

        private static boolean startsWith(String name, String prefix) {
            return name.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        private static int indexIgnoringCase(String name, String part) {
            for (int i = 0; i + part.length() <= name.length(); i++) {
                if (name.regionMatches(true, i, part, 0, part.length())) {
                    return i;
                }
            }
            return -1;
        }

        private static String replaceIgnoringCase(String name, String part, String replacement) {
            int at = indexIgnoringCase(name, part);
            return name.substring(0, at) + replacement + name.substring(at + part.length());
        }
    }
}
