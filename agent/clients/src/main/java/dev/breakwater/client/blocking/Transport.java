package dev.breakwater.client.blocking;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Outcome;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a blocking client does in its own terms, for one call. Used on the application's thread but for {@link #abort}.
 *
 * @param <R> the client's response type
 */
public interface Transport<R> {
    /** Sends one attempt through the application's client. */
    R send(Attempt attempt) throws IOException;

    /** Sends the application's request as it is. */
    R sendPlain() throws IOException;

    /** Ends the attempt under way, or its answer, whichever thread works on it. Thread-safe, quick, never throws. */
    void abort();

    int status(R response);

    /** Readable after the response was closed, too. */
    Headers headers(R response);

    /** The response's content; null if it has none. Asked once a response. */
    @Nullable
    InputStream content(R response) throws IOException;

    /** Closes a response that nobody reads; its connection has been aborted if it was not read to its end. */
    void close(R response) throws IOException;

    /**
     * The response for the application.
     *
     * @param content what it reads; null where there is none
     */
    R deliver(R response, List<Header> headersToAdd, @Nullable WatchedStream content);

    /** A response that came over no wire. */
    R synthesize(Response response) throws IOException;

    /** What an exception of the client before the head of an answer means. */
    Outcome.Failed outcome(IOException error);

    /** Whether the application has taken its request back. */
    boolean cancelled();

    /** What the client throws then. */
    IOException cancellation();

    /** What the client throws when the application's own timeout has passed. */
    IOException timeout(Throwable cause);
}
