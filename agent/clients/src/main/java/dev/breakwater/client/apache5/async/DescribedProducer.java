package dev.breakwater.client.apache5.async;

import dev.breakwater.message.ByteSlices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** A body that begins in memory, described as the application's own is. */
abstract class DescribedProducer implements AsyncEntityProducer {
    private final EntityDetails described;
    private final long contentLength;
    private final ByteSlices bytes;
    private List<ByteBuffer> left = List.of();
    private volatile boolean ended;

    /** @param contentLength as it is declared to the server; -1: not at all */
    DescribedProducer(EntityDetails described, long contentLength, ByteSlices bytes) {
        this.described = described;
        this.contentLength = contentLength;
        this.bytes = bytes;
        rewind();
    }

    /** The next thing written is the first byte. */
    final void rewind() {
        List<ByteBuffer> all = new ArrayList<>();
        for (ByteBuffer slice : bytes.slices()) {
            all.add(slice.duplicate());
        }
        left = all;
    }

    /** Writes what fits; true if nothing is left. */
    final boolean writeOn(DataStreamChannel channel) throws IOException {
        for (ByteBuffer slice : left) {
            while (slice.hasRemaining()) {
                if (channel.write(slice) <= 0 && slice.hasRemaining()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Nothing follows. */
    final void end(DataStreamChannel channel) throws IOException {
        ended = true;
        channel.endStream();
    }

    /** Whether the client has been told that nothing follows. */
    final boolean ended() {
        return ended;
    }

    final int remaining() {
        int remaining = 0;
        for (ByteBuffer slice : left) {
            remaining += slice.remaining();
        }
        return remaining;
    }

    @Override
    public final long getContentLength() {
        return contentLength;
    }

    @Override
    public final @Nullable String getContentType() {
        return described.getContentType();
    }

    @Override
    public final @Nullable String getContentEncoding() {
        return described.getContentEncoding();
    }

    @Override
    public final boolean isChunked() {
        return described.isChunked();
    }

    @Override
    public final @Nullable Set<String> getTrailerNames() {
        return described.getTrailerNames();
    }
}
