package com.example.apache4async;

import dev.breakwater.client.contract.OpenAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/** Hands a response on as soon as it has a head; its body is read as a stream, no faster than the reader wants it. */
final class StreamConsumer implements HttpAsyncResponseConsumer<Boolean> {
    private static final int MAX_PIECES = 4;

    final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    final InputStream body = new Body();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private IOControl suspended;
    private boolean ended;
    private Exception failure;

    @Override
    public void responseReceived(HttpResponse response) {
        head.complete(response);
    }

    @Override
    public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
        lock.lock();
        try {
            if (pieces.size() >= MAX_PIECES) {
                suspended = control;
                control.suspendInput();
                return;
            }
            ByteBuffer piece = ByteBuffer.allocate(1 << 12);
            if (decoder.read(piece) > 0) {
                pieces.add(piece.flip());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void responseCompleted(HttpContext context) {
        end(null);
    }

    @Override
    public void failed(Exception error) {
        end(error);
    }

    @Override
    public boolean cancel() {
        end(new IOException("cancelled"));
        return true;
    }

    @Override
    public void close() {
        end(new IOException("closed"));
    }

    private void end(Exception error) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = error;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (error != null) {
            head.completeExceptionally(error);
        }
    }

    @Override
    public Exception getException() {
        return failure;
    }

    @Override
    public Boolean getResult() {
        return ended;
    }

    @Override
    public boolean isDone() {
        return false;
    }

    OpenAnswer answer(HttpResponse response, Runnable cancel) {
        return new OpenAnswer() {
            @Override
            public int status() {
                return response.getStatusLine().getStatusCode();
            }

            @Override
            public InputStream body() {
                return body;
            }

            @Override
            public void close() {
                cancel.run();
            }
        };
    }

    private final class Body extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            IOControl goOn;
            int read;
            lock.lock();
            try {
                while (pieces.isEmpty() && !ended) {
                    changed.await();
                }
                if (pieces.isEmpty()) {
                    if (failure != null) {
                        throw new IOException(failure);
                    }
                    return -1;
                }
                ByteBuffer piece = pieces.element();
                read = Math.min(length, piece.remaining());
                piece.get(target, offset, read);
                if (!piece.hasRemaining()) {
                    pieces.remove();
                }
                goOn = pieces.isEmpty() ? suspended : null;
                suspended = goOn == null ? suspended : null;
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            } finally {
                lock.unlock();
            }
            if (goOn != null) {
                goOn.requestInput();
            }
            return read;
        }
    }
}
