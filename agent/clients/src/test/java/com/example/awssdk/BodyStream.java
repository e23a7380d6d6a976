package com.example.awssdk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A body read piece by piece: the next buffer is asked for when the one before has been read. */
final class BodyStream implements Subscriber<ByteBuffer> {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private volatile Subscription subscription;

    InputStream input() {
        return new Input();
    }

    /** The client says that all is over. */
    void end() {
        arrived.add(END);
    }

    @Override
    public void onSubscribe(Subscription opened) {
        // Nothing is asked for before it is read.
        subscription = opened;
        subscribed.countDown();
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        arrived.add(bytes);
    }

    @Override
    public void onError(Throwable error) {
        arrived.add(error);
    }

    @Override
    public void onComplete() {
        // Told by the exchange's future.
    }

    private final class Input extends InputStream {
        private byte[] current = new byte[0];
        private int position;

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
                subscribed.await();
                subscription.request(1);
                item = arrived.take();
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            if (item == END || item instanceof Throwable) {
                arrived.add(item);
            }
            if (item instanceof Throwable broken) {
                throw new IOException(broken.getMessage(), broken);
            }
            current = (byte[]) item;
            position = 0;
            return item != END;
        }

        @Override
        public void close() {
            subscription.cancel();
            arrived.add(new IOException("closed"));
        }
    }
}
