package dev.breakwater.client.okhttp;

import dev.breakwater.message.ByteSlices;
import java.io.IOException;
import java.nio.ByteBuffer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A request body in memory. Immutable. */
final class ReplayableBody extends RequestBody {
    /** Written in pieces of this size, so that a large body is never in OkHttp's buffers as a whole. */
    private static final int PIECE_BYTES = 1 << 16;

    private final @Nullable MediaType contentType;
    private final long contentLength;
    private final ByteSlices bytes;

    /** @param contentLength as it is declared to the server; -1: not at all */
    ReplayableBody(@Nullable MediaType contentType, long contentLength, ByteSlices bytes) {
        this.contentType = contentType;
        this.contentLength = contentLength;
        this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        return contentLength;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        for (ByteBuffer slice : bytes.slices()) {
            ByteBuffer rest = slice.duplicate();
            int end = rest.limit();
            while (rest.position() < end) {
                rest.limit(Math.min(end, rest.position() + PIECE_BYTES));
                sink.write(rest);
            }
        }
    }
}
