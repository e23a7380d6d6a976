package dev.breakwater.client;

/** A gate cannot be linked just now: let this one call pass and ask again at the next. Without a stack trace. */
public final class NotReadyException extends RuntimeException {
    /** What is not ready. */
    public NotReadyException(String message) {
        super(message, null, false, false);
    }
}
