package dev.breakwater.client.jdk;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** A request body in memory, published as often as it is asked for and never copied. */
final class BufferPublisher implements BodyPublisher {
    /** The JDK's own size: a socket copies each buffer whole into direct memory before it writes. */
    private static final int CHUNK = 16 << 10;

    private final List<ByteBuffer> slices;
    private final long length;

    BufferPublisher(List<ByteBuffer> slices, long length) {
        this.slices = slices;
        this.length = length;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        List<ByteBuffer> chunks = new ArrayList<>();
        for (ByteBuffer slice : slices) {
            for (int at = slice.position(); at < slice.limit(); at += CHUNK) {
                ByteBuffer chunk = slice.duplicate();
                chunk.position(at).limit(Math.min(at + CHUNK, slice.limit()));
                chunks.add(chunk.slice());
            }
        }
        subscriber.onSubscribe(new BufferSubscription<>(chunks, subscriber));
    }
}
