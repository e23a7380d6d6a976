package com.example.webclient;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** A body read piece by piece: the next buffer is asked for when the one before has been read. */
final class BodyStream extends InputStream {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final Reader reader = new Reader();
    private final Executor atEnd;
    private byte[] current = new byte[0];
    private int position;

    /** @param atEnd where the end is told: Reactor Netty gives the connection back there only after it has said that it is over */
    BodyStream(Flux<DataBuffer> body, Executor atEnd, Function<Throwable, Exception> asTold) {
        this.atEnd = atEnd;
        body.doOnError(error -> arrived.add(asTold.apply(error)))
                .onErrorComplete()
                .subscribe(reader);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == current.length) {
            if (!next()) {
                return -1;
            }
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean next() throws IOException {
        Object item;
        try {
            // Off its event loop, Reactor Netty says only later that there is something to request of.
            reader.subscribed.await();
            reader.request(1);
            item = arrived.take();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (item == END || item instanceof Exception) {
            arrived.add(item);
        }
        if (item instanceof IOException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
        if (item instanceof Exception broken) {
            throw new IOException(broken);
        }
        current = (byte[]) item;
        position = 0;
        return item != END;
    }

    @Override
    public void close() {
        reader.cancel();
        arrived.add(new IOException("closed"));
    }

    private final class Reader extends BaseSubscriber<DataBuffer> {
        private final CountDownLatch subscribed = new CountDownLatch(1);

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is asked for before it is read.
            subscribed.countDown();
        }

        @Override
        protected void hookOnNext(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            arrived.add(bytes);
        }

        @Override
        protected void hookOnComplete() {
            atEnd.execute(() -> arrived.add(END));
        }
    }
}
