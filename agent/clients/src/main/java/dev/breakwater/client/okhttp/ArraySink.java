package dev.breakwater.client.okhttp;

import java.util.Arrays;
import okio.Buffer;
import okio.Sink;
import okio.Timeout;

/** Collects bytes in one array, which is never copied when its size was known from the start. */
final class ArraySink implements Sink {
    private byte[] bytes;
    private int size;

    ArraySink(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    @Override
    public void write(Buffer source, long byteCount) {
        int end = Math.addExact(size, Math.toIntExact(byteCount));
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
        while (size < end) {
            size += source.read(bytes, size, end - size);
        }
    }

    byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    @Override
    public void flush() {}

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {}
}
