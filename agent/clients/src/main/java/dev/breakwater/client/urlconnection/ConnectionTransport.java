package dev.breakwater.client.urlconnection;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import dev.breakwater.client.blocking.Transport;
import dev.breakwater.client.blocking.WatchedStream;
import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each attempt is a fresh connection of the JDK's, set up as the application has set up its own. */
final class ConnectionTransport implements Transport<Reply> {
    private static final int PIECE_BYTES = 1 << 14;

    private final Opening opening;
    private final Settings settings;
    private final Fields own;
    private final @Nullable ByteSlices body;
    private final Insides insides;
    private final Ticker ticker;
    private volatile @Nullable Wire current;
    private volatile boolean cancelled;
    private boolean untouched = true;

    /** @param body null for none, and for one that goes out as it comes */
    ConnectionTransport(
            Opening opening, Settings settings, Fields own, byte @Nullable [] body, Insides insides, Ticker ticker) {
        this.opening = opening;
        this.settings = settings;
        this.own = own;
        this.body = body == null ? null : ByteSlices.of(body);
        this.insides = insides;
        this.ticker = ticker;
    }

    @Override
    public Reply send(Attempt attempt) throws IOException {
        untouched = attempt.untouched();
        HttpURLConnection connection = untouched ? opening.original() : opening.to(attempt.url());
        ByteSlices sent = attempt.body() == null ? body : attempt.body();
        settings.putOn(connection, length(sent), attempt, ticker.nanos());
        Wire wire = connect(connection, !attempt.call().observing());
        Reply reply = exchange(wire.connection, sent);
        return untouched ? reply : reply.asFrom(opening.url());
    }

    @Override
    public Reply sendPlain() throws IOException {
        untouched = true;
        HttpURLConnection connection = opening.original();
        settings.putOn(connection, length(body));
        Reply reply = exchange(connect(connection, false).connection, body);
        own.url(connection.getURL());
        return reply;
    }

    /** Opens the way for a body that nobody keeps. */
    OutputStream openDirect() throws IOException {
        HttpURLConnection connection = opening.original();
        settings.putOn(connection, own.fixedLength());
        return connect(connection, false).connection.getOutputStream();
    }

    /** The answer to that. */
    Reply direct() throws IOException {
        Wire wire = current;
        if (wire == null) {
            throw new SocketException("Socket closed");
        }
        Reply reply = Reply.of(wire.connection);
        own.url(wire.connection.getURL());
        return reply;
    }

    private Wire connect(HttpURLConnection connection, boolean governed) throws IOException {
        Wire wire = new Wire(connection, insides, governed);
        current = wire;
        if (cancelled) {
            throw cancellation();
        }
        wire.connect();
        return wire;
    }

    private static Reply exchange(HttpURLConnection connection, @Nullable ByteSlices body) throws IOException {
        if (body != null) {
            OutputStream out;
            try {
                out = connection.getOutputStream();
            } catch (ProtocolException notContinued) {
                return Reply.refused(connection, notContinued);
            }
            write(body, out);
        }
        return Reply.of(connection);
    }

    /** In pieces: the slices are read-only, so that they have no array that could be written from. */
    private static void write(ByteSlices body, OutputStream target) throws IOException {
        try (OutputStream out = target) {
            byte[] piece = new byte[(int) Math.min(PIECE_BYTES, body.length())];
            for (ByteBuffer slice : body.slices()) {
                ByteBuffer rest = slice.duplicate();
                while (rest.hasRemaining()) {
                    int length = Math.min(piece.length, rest.remaining());
                    rest.get(piece, 0, length);
                    out.write(piece, 0, length);
                }
            }
        }
    }

    private static long length(@Nullable ByteSlices body) {
        return body == null ? 0 : body.length();
    }

    /** The application disconnects before it has its answer. */
    void takeBack() {
        cancelled = true;
        abort();
    }

    @Override
    public void abort() {
        Wire wire = current;
        if (wire != null) {
            wire.abort();
        }
    }

    @Override
    public int status(Reply response) {
        return response.status();
    }

    @Override
    public Headers headers(Reply response) {
        return response.fields();
    }

    @Override
    public @Nullable InputStream content(Reply response) {
        Wire wire = current;
        InputStream content = response.content();
        return content == null || wire == null ? content : wire.watched(content, response.status());
    }

    @Override
    public void close(Reply response) throws IOException {
        if (response.content() != null) {
            response.content().close();
        }
    }

    @Override
    public Reply deliver(Reply response, List<Header> headersToAdd, @Nullable WatchedStream content) {
        if (untouched && response.connection() != null) {
            own.url(response.connection().getURL());
        }
        Reply told = content != null && content.rewritten() ? response.without(BodyHeaders.NAMES) : response;
        return told.with(headersToAdd, content);
    }

    @Override
    public Reply synthesize(Response response) {
        return Reply.of(response, opening.url());
    }

    @Override
    public Outcome.Failed outcome(IOException error) {
        return Failures.outcome(error);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public IOException cancellation() {
        return new SocketException("Socket closed");
    }

    @Override
    public IOException timeout(Throwable cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
        timeout.initCause(cause);
        return timeout;
    }
}
