package com.example.apache5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedInputBuffer;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Lets one thread read an answer while it arrives: a small buffer that slows the provider down when it is full. */
final class StreamConsumer implements AsyncResponseConsumer<Void> {
    final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    private final SharedInputBuffer buffer = new SharedInputBuffer(8192);
    private volatile Exception failure;
    private FutureCallback<Void> result;

    final InputStream body = new InputStream() {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = buffer.read(target, offset, length);
                return read < 0 && failure != null ? failed() : read;
            } catch (IOException aborted) {
                if (failure == null) {
                    throw aborted;
                }
                return failed();
            }
        }

        private int failed() throws IOException {
            throw failure instanceof IOException told ? told : new IOException(failure);
        }
    };

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> callback) {
        result = callback;
        if (entity == null) {
            buffer.markEndStream();
            callback.completed(null);
        }
        if (!head.complete(response)) {
            throw new AssertionError("a second answer");
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        buffer.updateCapacity(channel);
    }

    @Override
    public void consume(ByteBuffer source) {
        buffer.fill(source);
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        buffer.markEndStream();
        result.completed(null);
    }

    @Override
    public void failed(Exception cause) {
        failure = cause;
        buffer.abort();
        head.completeExceptionally(cause);
    }

    @Override
    public void releaseResources() {}
}
