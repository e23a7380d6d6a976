package dev.breakwater.client.awssdk;

import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What went wrong, as the engine is told. */
final class Errors {
    private static final String NETTY_READ_TIMEOUT = "io.netty.handler.timeout.ReadTimeoutException";

    private Errors() {}

    /** What a failure before the head means for the request. */
    static Outcome.Failed outcome(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(NETTY_READ_TIMEOUT)) {
                return new Outcome.Failed(FailureKind.SILENT, error);
            }
            if (noConnectionFree(cause)) {
                return new Outcome.Failed(FailureKind.NOT_SENT, error);
            }
        }
        return Failures.outcome(error);
    }

    /** The pool is the client's own, and this is how it says that it is used up. */
    private static boolean noConnectionFree(Throwable cause) {
        String message = cause.getMessage();
        return message != null
                && ((cause instanceof TimeoutException && message.contains("Acquire operation"))
                        || (cause instanceof IllegalStateException && message.contains("outstanding acquire")));
    }

    /** As the client tells that its own read timeout has passed. */
    static Throwable readTimedOut(Throwable why) {
        return new IOException("Read timed out", why);
    }
}
