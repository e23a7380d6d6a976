package dev.breakwater.client.webclient;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * From a connector's buffers to plain bytes. A connector's may be pooled and counted; copying each as it comes and giving it
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
}
