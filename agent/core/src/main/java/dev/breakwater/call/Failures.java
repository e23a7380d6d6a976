package dev.breakwater.call;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Reads what a client's exception means for the request: whether it left, and who ran out of time. */
public final class Failures {
    private Failures() {}

    /** The kind of a failure that came before an answer's head; wrappers are looked through. */
    public static FailureKind kindOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = next(cause)) {
            if (notSent(cause)) {
                return FailureKind.NOT_SENT;
            }
            if (timedOut(cause)) {
                return FailureKind.SILENT;
            }
            if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
                return FailureKind.CANCELLED;
            }
        }
        return FailureKind.LOST;
    }

    private static boolean notSent(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnresolvedAddressException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                || (cause instanceof SocketTimeoutException && mentionsConnect(cause));
    }

    private static boolean timedOut(Throwable cause) {
        return cause instanceof SocketTimeoutException
                || cause instanceof HttpTimeoutException
                || cause instanceof AttemptLimitException;
    }

    /** The JDK's socket layer says "connect timed out" and "Connect timed out" for a connection that never stood. */
    private static boolean mentionsConnect(Throwable cause) {
        String message = cause.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("connect");
    }

    private static @Nullable Throwable next(Throwable cause) {
        Throwable next = cause.getCause();
        return next == cause ? null : next;
    }

    /** An outcome for an exception of a client. */
    public static Outcome.Failed outcome(Throwable error) {
        return new Outcome.Failed(kindOf(error), error);
    }

    /** The exception as an IOException, wrapped only if it is none. */
    public static IOException asIo(Throwable error) {
        return error instanceof IOException io ? io : new IOException(error.toString(), error);
    }
}
