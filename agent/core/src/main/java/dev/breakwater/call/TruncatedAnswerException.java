package dev.breakwater.call;

import java.io.IOException;

/** An answer ended before the provider said that it was complete. Never a clean end to a cut stream. */
public final class TruncatedAnswerException extends IOException {
    public TruncatedAnswerException(String message) {
        super(message);
    }
}
