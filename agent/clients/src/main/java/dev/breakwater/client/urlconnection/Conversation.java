package dev.breakwater.client.urlconnection;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.blocking.BlockingCall;
import dev.breakwater.client.blocking.WatchedStream;
import dev.breakwater.message.Body;
import dev.breakwater.message.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one connection of the application's: nothing leaves before it asks for the answer, and then everything happens on
 * the asking thread. Whoever asks again gets the same. Ended by any thread.
 */
final class Conversation {
    private final CallEngine engine;
    private final Insides insides;
    private final Opening opening;
    private final Fields own;
    final Settings settings;
    /** Held while an answer is waited for, as the JDK's connections do: two that ask are one call. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable RequestStream body;
    private @Nullable Exception failure;
    private volatile @Nullable ConnectionTransport transport;
    private volatile @Nullable Reply reply;

    Conversation(CallEngine engine, Insides insides, Opening opening, HttpURLConnection unused, Fields own) {
        this.engine = engine;
        this.insides = insides;
        this.opening = opening;
        this.own = own;
        this.settings = new Settings(own, new RequestFields(unused));
    }

    /** Where the application writes its body. */
    OutputStream output() throws IOException {
        HttpURLConnection connection = own.connection();
        if (!connection.getDoOutput()) {
            throw new ProtocolException("cannot write to a URLConnection if doOutput=false - call setDoOutput(true)");
        }
        if (connection.getRequestMethod().equals("GET")) {
            own.method("POST");
        }
        if (reply != null || failure != null) {
            throw new ProtocolException("Cannot write output after reading input.");
        }
        own.connected(true);
        RequestStream stream = body;
        if (stream == null) {
            stream = new RequestStream(streaming(), own.fixedLength(), this::openDirect);
            body = stream;
        }
        return stream;
    }

    private boolean streaming() {
        return own.fixedLength() != Fields.NONE || own.chunkLength() != Fields.NONE;
    }

    private OutputStream openDirect() throws IOException {
        ConnectionTransport direct = transport(null);
        transport = direct;
        return direct.openDirect();
    }

    /** The body of an answer that is none of an error's. */
    InputStream input() throws IOException {
        if (!own.connection().getDoInput()) {
            throw new ProtocolException("Cannot read from URLConnection if doInput=false (call setDoInput(true))");
        }
        return answer().input();
    }

    /** The answer, or null if there is none. */
    @Nullable
    Reply answerOrNull() {
        try {
            return answer();
        } catch (IOException | RuntimeException none) {
            return null;
        }
    }

    /** The answer if it is there already. */
    @Nullable
    Reply known() {
        return reply;
    }

    private Reply answer() throws IOException {
        lock.lock();
        try {
            Reply known = reply;
            if (known != null) {
                return known;
            }
            if (failure instanceof IOException before) {
                throw before;
            }
            if (failure instanceof RuntimeException before) {
                throw before;
            }
            Reply answer = converse();
            reply = answer;
            return answer;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        } catch (Error e) {
            // Whoever asks again must not send again.
            failure = new IOException(e.toString(), e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private Reply converse() throws IOException {
        own.connected(true);
        if (body == null && streaming()) {
            output().close();
        }
        RequestStream written = body;
        if (written != null) {
            written.finish();
        }
        ConnectionTransport direct = transport;
        if (direct != null) {
            return direct.direct();
        }
        byte[] bytes = written == null ? null : written.bytes();
        ConnectionTransport sending = transport(bytes);
        transport = sending;
        return govern(sending, bytes);
    }

    private ConnectionTransport transport(byte @Nullable [] bytes) {
        return new ConnectionTransport(opening, settings, own, bytes, insides, engine.ticker());
    }

    private Reply govern(ConnectionTransport sending, byte @Nullable [] bytes) throws IOException {
        Call call = null;
        Caller caller = caller();
        try {
            Upstream upstream = engine.upstreamOf(opening.neutral());
            call = upstream == null ? null : engine.open(upstream, request(bytes), caller);
        } catch (RuntimeException | LinkageError ours) {
            // Nothing was sent yet: it goes out as it is.
        }
        return call == null ? sending.sendPlain() : new BlockingCall<>(call, sending, caller, engine.ticker()).run();
    }

    private Request request(byte @Nullable [] bytes) {
        String method = own.connection().getRequestMethod().toUpperCase(Locale.ROOT);
        return new Request(method, opening.neutral(), settings.headers, message(bytes));
    }

    private Body message(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Body.NONE;
        }
        // Compressed by the application: nothing in it can be found or replaced, but it can be sent again.
        boolean readable =
                bytes.length <= RequestStream.MAX_BYTES && settings.headers.first("Content-Encoding") == null;
        return readable ? Body.of(bytes) : Body.opaque(bytes.length, true);
    }

    /** What an application sets for an answer to begin, and for each wait after that. */
    private Caller caller() {
        int timeoutMillis = own.connection().getReadTimeout();
        long deadline = timeoutMillis > 0
                ? engine.ticker().nanos() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis)
                : Caller.NO_DEADLINE;
        return new Caller(deadline, true, Thread.currentThread().getId());
    }

    /** The application wants no more of it, whatever another of its threads is doing. */
    void disconnect() {
        ConnectionTransport sending = transport;
        Reply answer = reply;
        if (sending == null) {
            own.connected(false);
        } else if (answer == null) {
            sending.takeBack();
        } else {
            if (answer.content() instanceof WatchedStream watched) {
                watched.abandon();
            }
            if (answer.connection() != null) {
                answer.connection().disconnect();
            }
        }
    }
}
