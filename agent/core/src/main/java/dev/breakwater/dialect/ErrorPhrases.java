package dev.breakwater.dialect;

import org.jspecify.annotations.Nullable;

/** Wordings by which an error is known whose type and code say nothing, in lower case. */
final class ErrorPhrases {
    private static final String[] QUOTA = {
        "exceeded your current quota",
        "insufficient balance",
        "insufficient credits",
        "credit balance is too low",
        "credits are depleted",
        "spending cap",
        "api usage limits",
        "usage limit has been reached",
        "reached your specified",
        "requires more credits",
        "too many tokens per day",
        "key limit exceeded",
    };
    private static final String[] CONTEXT = {
        "maximum context length",
        "prompt is too long",
        "context length",
        "context window",
        "context limit",
        "context size",
        "exceeds the maximum number of tokens",
        "input is too long for requested model",
        "too large for model with",
        "maximum input length",
        "maximum prompt length",
        "reduce the length of the messages",
        "too many input tokens",
    };
    private static final String[] FILTER = {
        "content management policy",
        "content policy",
        "content filtering policy",
        "content_policy",
        "safety system",
        "usage policies",
        "violating our usage policy",
        "your input was flagged",
        "blocked by our moderation",
        "content filter",
    };
    private static final String[] MODEL = {
        "model not exist",
        "is not a valid model id",
        "no endpoints found",
        "no allowed providers",
        "model identifier is invalid",
        "on-demand throughput isn",
        "access to the model with the specified",
        "does not have access to model",
        "has been decommissioned",
        "unknown model",
        "invalid model",
    };
    private static final String[] MISSING = {
        "does not exist",
        "not found",
        "not supported",
        "is not available",
        "no longer available",
        "has been deprecated",
        "been retired",
    };
    private static final String[] OVERLOAD = {
        "overloaded", "at capacity", "high demand", "no healthy upstream", "out of capacity"
    };

    private ErrorPhrases() {}

    /** What a rejection with a 4xx status means by its words. */
    static @Nullable ErrorKind ofRequest(int status, String message) {
        if (any(message, QUOTA)) {
            return ErrorKind.QUOTA_EXHAUSTED;
        }
        if (status == 429) {
            return any(message, OVERLOAD) ? ErrorKind.OVERLOADED : null;
        }
        if (any(message, CONTEXT)) {
            return ErrorKind.CONTEXT_LENGTH;
        }
        if (any(message, FILTER)) {
            return ErrorKind.CONTENT_FILTER;
        }
        return modelMissing(status, message) ? ErrorKind.MODEL_UNAVAILABLE : null;
    }

    /** What a failure with a 5xx status, or inside a stream, means by its words. */
    static @Nullable ErrorKind ofServer(int status, String message) {
        if (any(message, OVERLOAD)) {
            return ErrorKind.OVERLOADED;
        }
        // Local runtimes answer 500 to a prompt that does not fit.
        return status == 500 && any(message, CONTEXT) ? ErrorKind.CONTEXT_LENGTH : null;
    }

    private static boolean modelMissing(int status, String message) {
        if (any(message, MODEL)) {
            return true;
        }
        boolean named = message.contains("model") || message.contains("deployment");
        // "model: name" is all that Anthropic says.
        return status == 404 && named && (any(message, MISSING) || message.startsWith("model:"));
    }

    private static boolean any(String message, String[] phrases) {
        for (String phrase : phrases) {
            if (message.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
