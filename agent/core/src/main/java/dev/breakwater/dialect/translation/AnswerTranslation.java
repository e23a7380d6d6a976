package dev.breakwater.dialect.translation;

import org.jspecify.annotations.Nullable;

/** How one call's answer reads in the application's dialect. Immutable and thread-safe. */
public interface AnswerTranslation {

    /**
     * A whole answer that was not streamed.
     *
     * @return null when it cannot be read, or says what the application's dialect cannot
     */
    byte @Nullable [] document(byte[] answer, long nowEpochSeconds);

    /** An error's body; one that cannot be read becomes one that says so much. */
    byte[] error(int status, byte[] body);

    /** What translates the events of one streamed answer. */
    EventTranslation events(long nowEpochSeconds);
}
