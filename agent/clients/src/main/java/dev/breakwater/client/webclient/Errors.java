package dev.breakwater.client.webclient;

import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.CodecException;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/** What went wrong, as the engine and as the application are told. */
final class Errors {
    private static final String NETTY_READ_TIMEOUT = "io.netty.handler.timeout.ReadTimeoutException";
    private static final String NO_CONNECTION_FREE = "reactor.pool.PoolAcquire";
    private static final String NO_CONNECTION_FREE_NETTY = "reactor.netty.internal.shaded.reactor.pool.PoolAcquire";

    private Errors() {}

    /** As the exchange function tells it: of the application's own request, wherever an attempt may have gone. */
    static Throwable told(Throwable error, ClientRequest own) {
        if (error instanceof WebClientRequestException failed) {
            boolean same = failed.getUri().equals(own.url());
            Throwable cause = failed.getCause();
            return same || cause == null ? failed : told(cause, own);
        }
        return isTold(error) ? error : new WebClientRequestException(error, own.method(), own.url(), own.headers());
    }

    /** Whether it is one of those that an exchange ends with; anything else is nobody's but the agent's own. */
    static boolean isTold(Throwable error) {
        return error instanceof WebClientException || error instanceof CodecException;
    }

    /** What a failure before the head means for the request. */
    static Outcome.Failed outcome(Throwable told) {
        for (Throwable cause = told; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            if (name.equals(NETTY_READ_TIMEOUT)) {
                return new Outcome.Failed(FailureKind.SILENT, told);
            }
            if (name.startsWith(NO_CONNECTION_FREE_NETTY) || name.startsWith(NO_CONNECTION_FREE)) {
                return new Outcome.Failed(FailureKind.NOT_SENT, told);
            }
        }
        return Failures.outcome(told);
    }

    /** Looks through what futures wrap around an exception. */
    static Throwable unwrapped(@Nullable Throwable error) {
        if (error == null) {
            return new IllegalStateException("neither an answer nor an error");
        }
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
