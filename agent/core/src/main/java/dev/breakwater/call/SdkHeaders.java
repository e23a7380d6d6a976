package dev.breakwater.call;

import dev.breakwater.message.Headers;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the vendors' SDKs say about themselves on the wire (Stainless-generated ones: openai-java, anthropic-java). */
final class SdkHeaders {
    private SdkHeaders() {}

    /** How often the SDK has already repeated this call; 0 for a first send or an SDK that does not say. */
    static int repeatCount(Headers headers) {
        return (int) number(headers.first("x-stainless-retry-count"), 0);
    }

    /** The caller's deadline, moved forward to the SDK's own timeout when that is sooner. */
    static long deadline(Headers headers, long nowNanos, long callerDeadlineNanos) {
        long seconds = number(headers.first("x-stainless-timeout"), -1);
        return seconds <= 0
                ? callerDeadlineNanos
                : Math.min(callerDeadlineNanos, nowNanos + TimeUnit.SECONDS.toNanos(seconds));
    }

    private static long number(@Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
