package dev.breakwater.call;

import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.message.Headers;
import org.jspecify.annotations.Nullable;

/** What came of one attempt, as far as a decision needs it. */
public sealed interface Outcome {

    /** A successful status whose answer may be given to the application (which may still be arriving). */
    record Succeeded(int status, Headers headers) implements Outcome {}

    /**
     * An unsuccessful status.
     *
     * @param body its first bytes, 64 KiB at most
     * @param whole whether that is all of it
     */
    record Refused(int status, Headers headers, byte[] body, boolean whole) implements Outcome {}

    /**
     * A successful status with an error inside, before any content.
     *
     * @param kind what the provider said, or null for something unreadable
     */
    record FailedInside(
            int status, Headers headers, @Nullable ErrorKind kind) implements Outcome {}

    /** No answer, or none that could be used. */
    record Failed(FailureKind kind, Throwable error) implements Outcome {}
}
