package dev.breakwater.client.webclient;

import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * Between a connector's buffers and plain bytes. A connector's may be pooled and counted; copying each as it comes and giving it
 * back at once leaves none to lose, however a call ends.
 */
final class Buffers {
    private Buffers() {}

    /** What is in the buffer, which is released. */
    static byte[] takeBytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** A buffer on the heap, which need not be released. */
    static DataBuffer of(List<ByteBuffer> parts) {
        if (parts.size() == 1 && parts.get(0).hasArray()) {
            return DefaultDataBufferFactory.sharedInstance.wrap(parts.get(0));
        }
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (ByteBuffer part : parts) {
            int size = part.remaining();
            part.duplicate().get(bytes, at, size);
            at += size;
        }
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}
