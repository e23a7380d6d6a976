package dev.breakwater.client.urlconnection;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;

/** One connection of the JDK's at work for an attempt. Used by one thread, but ended by any. */
final class Wire {
    final HttpURLConnection connection;
    private final Insides insides;
    private final boolean governed;
    private volatile boolean aborted;
    private volatile boolean over;

    /**
     * @param governed whether a policy is at work: then the JDK must not repeat a request by itself, nor take the beginning of an
     *     answer for the whole
     */
    Wire(HttpURLConnection connection, Insides insides, boolean governed) {
        this.connection = connection;
        this.insides = insides;
        this.governed = governed;
    }

    void connect() throws IOException {
        connection.connect();
        if (aborted) {
            insides.close(connection);
            throw new SocketException("Socket closed");
        }
        if (governed) {
            insides.sendOnce(connection);
        }
    }

    /** Ends it, also if it is only about to stand. Does nothing once the answer is over: another call may be on that socket. */
    void abort() {
        aborted = true;
        if (!over) {
            insides.close(connection);
        }
    }

    /** The answer's content, whose end is noticed. */
    InputStream watched(InputStream content, int status) {
        boolean headOnly = connection.getRequestMethod().equals("HEAD")
                || status == HttpURLConnection.HTTP_NO_CONTENT
                || status == HttpURLConnection.HTTP_NOT_MODIFIED;
        return new Content(content, headOnly ? -1 : connection.getContentLengthLong());
    }

    private final class Content extends FilterInputStream {
        private long left;

        Content(InputStream content, long length) {
            super(content);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            // With its last byte, not only with its end, the JDK gives the socket to whoever wants it.
            left -= Math.max(0, read);
            if (read < 0 || left == 0) {
                over = true;
            }
            if (read < 0 && left > 0 && governed) {
                throw new EOFException("the answer ended " + left + " bytes before its Content-Length");
            }
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return Math.max(0, read(new byte[(int) Math.max(0, Math.min(bytes, 1 << 12))]));
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                over = true;
            }
        }
    }
}
