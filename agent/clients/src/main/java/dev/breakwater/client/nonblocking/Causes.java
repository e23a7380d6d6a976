package dev.breakwater.client.nonblocking;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Looks through what futures wrap around an exception. */
public final class Causes {
    private Causes() {}

    public static Throwable of(@Nullable Throwable error) {
        if (error == null) {
            return new IllegalStateException("neither an answer nor an error");
        }
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
