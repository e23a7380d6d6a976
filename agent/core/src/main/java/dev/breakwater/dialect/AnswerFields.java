package dev.breakwater.dialect;

import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.message.FrameView;
import org.jspecify.annotations.Nullable;

/** What a dialect looks for in the JSON of its answers: the same for an event of a stream and for a whole document. */
public interface AnswerFields extends JsonSink {

    JsonShape shape();

    /** Whether content has been seen since the last time this was asked. */
    boolean takeContent();

    /** One event, or the document, has been read to its end: what follows from it. */
    void conclude(AnswerState state);

    /** Takes an event that is no JSON but means something. */
    default boolean takeMarker(FrameView frame, AnswerState state) {
        return false;
    }

    /** A stream has ended cleanly, for formats without an end of their own. */
    default void ended(AnswerState state) {}

    /** Reported tokens so far, or null. */
    @Nullable
    TokenUsage usage();
}
