package dev.breakwater.call;

import dev.breakwater.dialect.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, by the server that answered.
 *
 * @param ending what the application got
 * @param last the attempt whose outcome that was, or null when nothing was sent
 * @param status of the response that the application got, 0 when it got none
 * @param errorType null on success; the status, or a low-cardinality word
 * @param rejection why the agent answered by itself, or null
 * @param usage as reported by the provider that served, or null
 * @param responseModel the model that served, or null when the answer did not say
 * @param firstTokenNanos from the call's start to the first token of content, -1 when there was none or no stream
 */
public record CallResult(
        Ending ending,
        @Nullable Attempt last,
        int status,
        @Nullable String errorType,
        @Nullable Reason rejection,
        @Nullable TokenUsage usage,
        @Nullable String responseModel,
        @Nullable String responseId,
        @Nullable String finishReason,
        long firstTokenNanos) {

    /** What the application got. */
    public enum Ending {
        /** A whole answer. */
        ANSWERED,
        /** An error of the provider, or an exception. */
        FAILED,
        /** The agent's own answer. */
        REJECTED,
        /** The beginning of an answer, then an exception. */
        BROKEN_OFF,
        /** Nothing, or a part: the application stopped reading. */
        ABANDONED
    }
}
