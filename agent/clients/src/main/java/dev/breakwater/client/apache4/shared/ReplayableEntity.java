package dev.breakwater.client.apache4.shared;

import dev.breakwater.message.ByteSlices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** A request body in memory, described as the application's own is. Immutable. */
public final class ReplayableEntity extends HttpEntityWrapper {
    private static final int PIECE_BYTES = 1 << 14;

    private final long contentLength;
    private final ByteSlices bytes;

    /** @param contentLength as it is declared to the server; -1: not at all */
    public ReplayableEntity(HttpEntity described, long contentLength, ByteSlices bytes) {
        super(described);
        this.contentLength = contentLength;
        this.bytes = bytes;
    }

    /** What is sent. */
    public ByteSlices bytes() {
        return bytes;
    }

    @Override
    public long getContentLength() {
        return contentLength;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** In pieces: the slices are read-only, so that they have no array that could be written from. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, bytes.length())];
        for (ByteBuffer slice : bytes.slices()) {
            ByteBuffer rest = slice.duplicate();
            while (rest.hasRemaining()) {
                int length = Math.min(piece.length, rest.remaining());
                rest.get(piece, 0, length);
                out.write(piece, 0, length);
            }
        }
    }
}
