package dev.breakwater.wall;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A provider that speaks HTTP/2 and is being shut down: it takes each request in whole, says GOAWAY without having looked at it,
 * and closes the connection. Its threads are daemons; {@link #close()} ends them all.
 */
final class GoAwayServer implements AutoCloseable {
    private static final int PREFACE_BYTES = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final byte[] EMPTY_SETTINGS = {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0};
    private static final byte[] SETTINGS_ACK = {0, 0, 0, SETTINGS, ACK, 0, 0, 0, 0};
    /** Last stream 0: nothing was processed; error 0: no fault of the client. */
    private static final byte[] GOAWAY = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final SSLServerSocket server;
    private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    private GoAwayServer(SSLServerSocket server) {
        this.server = server;
    }

    static GoAwayServer start(SSLContext context) {
        try {
            SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            SSLParameters parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            server.setSSLParameters(parameters);
            GoAwayServer started = new GoAwayServer(server);
            daemon(started::acceptAll);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
        }
    }

    String origin() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    /** How many requests have arrived in whole. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SSLSocket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop listening", e);
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                // The loop's condition says whether there will be another one.
            }
        }
    }

    private void serve(SSLSocket accepted) {
        try (SSLSocket socket = accepted) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            in.readFully(new byte[PREFACE_BYTES]);
            out.write(EMPTY_SETTINGS);
            out.flush();
            while (!requestEnds(in, out)) {
                // Settings, window updates, the parts of the request.
            }
            requests.incrementAndGet();
            out.write(GOAWAY);
            out.flush();
        } catch (IOException clientGone) {
            // Its own decision; it is not counted.
        } finally {
            open.remove(accepted);
        }
    }

    /** Reads one frame and tells whether it was the last of a request. */
    private static boolean requestEnds(DataInputStream in, OutputStream out) throws IOException {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        in.readInt();
        in.readFully(new byte[length]);
        if (type == SETTINGS && (flags & ACK) == 0) {
            out.write(SETTINGS_ACK);
            out.flush();
        }
        return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "goaway-server");
        thread.setDaemon(true);
        thread.start();
    }
}
