package dev.breakwater.client.jdk;

import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.client.nonblocking.Causes;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Makes of a body's failure what the client's {@code send} makes of it: an exception with the caller's own stack trace. */
final class ClientErrors {
    private ClientErrors() {}

    /** The same future with something made of its value, failing as {@code send} does. */
    static <B, R> CompletableFuture<R> asThrown(CompletableFuture<B> body, Function<B, R> made) {
        return body.handle((value, error) -> {
            if (error == null) {
                return made.apply(value);
            }
            throw new CompletionException(asThrown(Causes.of(error)));
        });
    }

    private static Throwable asThrown(Throwable error) {
        if (error instanceof AttemptLimitException) {
            return error;
        }
        if (error instanceof IllegalArgumentException) {
            return new IllegalArgumentException(error.getMessage(), error);
        }
        return error instanceof SecurityException
                ? new SecurityException(error.getMessage(), error)
                : new IOException(error.getMessage(), error);
    }
}
