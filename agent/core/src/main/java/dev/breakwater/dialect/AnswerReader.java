package dev.breakwater.dialect;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer (a stream of events, or one JSON document) as its bytes pass by, keeping nothing that it does not need.
 * Used by one thread at a time.
 */
public interface AnswerReader {

    /** How far an answer has come. It only moves forward. */
    enum Progress {
        /** Headers, comments, pings, role-only chunks: nothing that answers. */
        NOTHING_YET,
        /** At least one token of content, reasoning or tool call has arrived. */
        CONTENT,
        /** The provider said that it is done ({@code finish_reason}, {@code [DONE]}, {@code message_stop}, a whole document). */
        FINISHED,
        /** An error event or something unreadable inside a successful answer. */
        FAILED
    }

    /** Looks at the bytes between position and limit; the buffer's position is left as it was. */
    void read(ByteBuffer bytes);

    /** Tells the reader that the transport ended cleanly; a document is complete only now. */
    void end();

    Progress progress();

    /** How many events with content have passed: grows with every token, stands still through keep-alives. */
    long contentEvents();

    /** What the provider said inside the answer, when {@link Progress#FAILED}; null for something unreadable. */
    @Nullable
    ErrorKind error();

    /** Reported tokens so far, or null when none were reported. Cumulative where the provider's are. */
    @Nullable
    TokenUsage usage();

    /** The model that served, as the answer names it. */
    @Nullable
    String model();

    /** The answer's identifier. */
    @Nullable
    String id();

    /** Why it ended, as the provider says it (stop, length, tool_calls ...). */
    @Nullable
    String finishReason();
}
