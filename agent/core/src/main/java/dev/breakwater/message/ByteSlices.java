package dev.breakwater.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A body as a sequence of views, so that one changed value in an 8 MiB prompt costs no copy of the rest.
 *
 * @param slices read-only views, each used through {@link ByteBuffer#duplicate()}
 * @param length the sum of their lengths in bytes
 */
public record ByteSlices(List<ByteBuffer> slices, long length) {

    /** The bytes with {@code [start, end)} replaced. */
    public static ByteSlices splice(byte[] bytes, int start, int end, byte[] replacement) {
        List<ByteBuffer> slices = List.of(
                ByteBuffer.wrap(bytes, 0, start).slice().asReadOnlyBuffer(),
                ByteBuffer.wrap(replacement).asReadOnlyBuffer(),
                ByteBuffer.wrap(bytes, end, bytes.length - end).slice().asReadOnlyBuffer());
        return new ByteSlices(slices, bytes.length - (long) (end - start) + replacement.length);
    }

    /** The whole body in one array. */
    public static ByteSlices of(byte[] bytes) {
        return new ByteSlices(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()), bytes.length);
    }

    /** One array with everything: for tests and small bodies. */
    public byte[] toByteArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) length);
        for (ByteBuffer slice : slices) {
            byte[] chunk = new byte[slice.remaining()];
            slice.duplicate().get(chunk);
            out.writeBytes(chunk);
        }
        return out.toByteArray();
    }
}
