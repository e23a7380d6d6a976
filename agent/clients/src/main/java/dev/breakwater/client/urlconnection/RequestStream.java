package dev.breakwater.client.urlconnection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the application writes: kept, so that it can be looked at, changed and sent any number of times. It complains as the JDK's
 * own streams do. Only where the application has asked for streaming, and streams more than is kept, it goes out as it comes.
 */
final class RequestStream extends OutputStream {
    static final int MAX_BYTES = 8 << 20;

    /** Where a body goes that is too large to keep. */
    @FunctionalInterface
    interface Outlet {
        OutputStream open() throws IOException;
    }

    private final boolean streaming;
    private final long declaredLength;
    private final Outlet outlet;
    private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable OutputStream direct;
    private long written;
    private boolean closed;

    /**
     * @param streaming whether the application has asked the JDK to keep nothing
     * @param declaredLength what it will write then; -1 if it has not said
     */
    RequestStream(boolean streaming, long declaredLength, Outlet outlet) {
        this.streaming = streaming;
        this.declaredLength = declaredLength;
        this.outlet = outlet;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            if (streaming) {
                throw new IOException("Stream is closed");
            }
            return;
        }
        if (declaredLength >= 0 && written + length > declaredLength) {
            throw new IOException("too many bytes written");
        }
        if (streaming && direct == null && Math.max(written + length, declaredLength) > MAX_BYTES) {
            goDirect();
        }
        written += length;
        OutputStream target = direct != null ? direct : kept;
        if (target != null) {
            target.write(bytes, offset, length);
        }
    }

    private void goDirect() throws IOException {
        OutputStream open = outlet.open();
        ByteArrayOutputStream before = kept;
        kept = null;
        direct = open;
        if (before != null) {
            before.writeTo(open);
        }
    }

    @Override
    public void flush() throws IOException {
        if (direct != null) {
            direct.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (direct != null) {
            direct.close();
        } else if (written < declaredLength) {
            throw new IOException("insufficient data written");
        }
    }

    /** The application wants its answer: what it streams must be complete. */
    void finish() throws IOException {
        if (streaming) {
            close();
            if (direct == null && written < declaredLength) {
                throw new IOException("Incomplete output stream");
            }
        }
    }

    /** Everything written; null if it was not kept. */
    byte @Nullable [] bytes() {
        return kept == null ? null : kept.toByteArray();
    }
}
