package dev.breakwater.call;

import java.io.InterruptedIOException;

/** A limit of the policy passed: what the application sees when no further attempt could be made. */
public final class AttemptLimitException extends InterruptedIOException {
    public AttemptLimitException(String message) {
        super(message);
    }
}
