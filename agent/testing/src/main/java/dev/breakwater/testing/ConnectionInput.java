package dev.breakwater.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The receiving side of one connection: lines, exact lengths, and the question whether the client is still there. */
final class ConnectionInput {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;

    ConnectionInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** The next line without its end, or an empty string at the end of the connection as well as for an empty line. */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c >= 0 && c != '\n'; c = read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    byte[] readExactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            if (position == limit && !fill()) {
                throw new EOFException("client closed after " + at + " of " + length + " bytes");
            }
            int count = Math.min(length - at, limit - position);
            System.arraycopy(buffer, position, bytes, at, count);
            position += count;
            at += count;
        }
        return bytes;
    }

    /**
     * Waits, and tells at once when the client closes meanwhile. Bytes that arrive early (a pipelined request) are kept.
     *
     * @return whether the client went away
     */
    boolean clientGoneWithin(Duration pause) throws IOException {
        long deadline = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            if (position < limit) {
                LockSupport.parkNanos(left);
            } else if (closedBefore(Math.min(left / 1_000_000 + 1, Integer.MAX_VALUE))) {
                return true;
            }
        }
        return false;
    }

    private boolean closedBefore(long timeoutMillis) throws IOException {
        socket.setSoTimeout((int) timeoutMillis);
        try {
            return !fill();
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }

    private int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
