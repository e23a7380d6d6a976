package dev.breakwater.call;

import dev.breakwater.message.Headers;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the vendors' SDKs say about themselves on the wire: Stainless-generated ones (openai-java, anthropic-java) and AWS's. */
final class SdkHeaders {
    private static final String AWS_ATTEMPT = "attempt=";

    private SdkHeaders() {}

    /** How often the SDK has already repeated this call; 0 for a first send or an SDK that does not say. */
    static int repeatCount(Headers headers) {
        int stainless = (int) number(headers.first("x-stainless-retry-count"), 0);
        return stainless > 0 ? stainless : awsRepeats(headers.first("amz-sdk-request"));
    }

    /** As in {@code attempt=2; max=4}, which counts the first one. */
    private static int awsRepeats(@Nullable String request) {
        if (request == null) {
            return 0;
        }
        for (String part : request.split(";", -1)) {
            String said = part.trim();
            if (said.startsWith(AWS_ATTEMPT)) {
                return (int) Math.max(0, number(said.substring(AWS_ATTEMPT.length()), 1) - 1);
            }
        }
        return 0;
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
