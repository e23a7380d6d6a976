package dev.breakwater.bench.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider that costs next to nothing: one thread a connection, no parser, answers made beforehand. That it is not the
 * bottleneck is not assumed: {@link RawLlmClient}, which does as little, is measured beside every client.
 */
public final class StubProvider implements Runnable {
    private static final byte[] PLAIN = Answers.plain();
    private static final List<byte[]> STREAM = Answers.stream();
    /**
     * Before the first token of a late stream, and behind that of a late and an early one; long enough for whoever reads to be
     * waiting. With all other tokens on the heels of the first, writing them and reading that one would often be a matter of
     * the same core, and the time to the first token that of all writes.
     */
    private static final long PAUSE_NANOS = 2_000_000;

    private final Socket socket;
    private final byte[] buffer = new byte[64 * 1024];

    private StubProvider(Socket socket) {
        this.socket = socket;
    }

    /**
     * Prints its port and that of a collector, then answers until standard input ends; for each line, a sender's name, it prints
     * how many messages the collector has had from that one.
     */
    public static void main(String[] arguments) throws IOException {
        // IPv4, so that "localhost", which stands for a host in no policy, reaches it as well.
        ServerSocket server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
        CollectorStub collector = new CollectorStub();
        System.out.println(server.getLocalPort() + " " + collector.port());
        start(() -> accept(server));
        BufferedReader senders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String sender = senders.readLine(); sender != null; sender = senders.readLine()) {
            System.out.println(collector.received(sender));
        }
        System.exit(0);
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket accepted = server.accept();
                accepted.setTcpNoDelay(true);
                start(new StubProvider(accepted));
            }
        } catch (IOException closed) {
            server.isClosed();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "stub");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (true) {
                int length = readRequest(in);
                if (length < 0) {
                    return;
                }
                if (streamed(length)) {
                    byte pauses = pauses(length);
                    stream(out, pauses == '1' ? PAUSE_NANOS : 0, pauses == '1' || pauses == '2' ? PAUSE_NANOS : 0);
                } else {
                    out.write(PLAIN);
                }
            }
        } catch (IOException gone) {
            // The client closed its connection: that is how a connection ends here.
        }
    }

    private static void stream(OutputStream out, long beforeNanos, long behindNanos) throws IOException {
        out.write(STREAM.get(0));
        LockSupport.parkNanos(beforeNanos);
        out.write(STREAM.get(1));
        LockSupport.parkNanos(behindNanos);
        for (byte[] write : STREAM.subList(2, STREAM.size())) {
            out.write(write);
        }
    }

    /** Reads one request; -1 at the end of the connection. A request fits into the buffer, and the next one never comes early. */
    private int readRequest(InputStream in) throws IOException {
        int length = 0;
        int needed = -1;
        while (needed < 0 || length < needed) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                return -1;
            }
            length += read;
            needed = needed < 0 ? needed(length) : needed;
        }
        return length;
    }

    private int needed(int length) {
        String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return -1;
        }
        String lower = text.substring(0, head).toLowerCase(java.util.Locale.ROOT);
        int field = lower.indexOf("content-length:");
        if (field < 0) {
            return head + 4;
        }
        int end = lower.indexOf('\r', field);
        return head
                + 4
                + Integer.parseInt(lower.substring(field + 15, end < 0 ? lower.length() : end)
                        .trim());
    }

    /** The streamed request is the only one that ends like this. */
    private boolean streamed(int length) {
        return length > 10 && buffer[length - 2] == 'e' && buffer[length - 3] == 'u';
    }

    /** What stands before the end of a streamed request: the number of answers, or the end of the messages. */
    private byte pauses(int length) {
        return buffer[length - LlmClient.STREAMED.length() - 2];
    }
}
