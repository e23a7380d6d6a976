package dev.breakwater.message;

import org.jspecify.annotations.Nullable;

/**
 * A request's body as far as the agent may look at it. Immutable by agreement: nobody writes to {@link #bytes()}.
 *
 * @param bytes the whole body as it goes over the wire, or null when it was not read (too large, one-shot, unknown)
 * @param length in bytes, -1 when unknown
 * @param replayable whether the client can send it a second time
 */
public record Body(byte @Nullable [] bytes, long length, boolean replayable) {
    /** No body: replayable by nature. */
    public static final Body NONE = new Body(new byte[0], 0, true);

    /** A body held in memory. */
    public static Body of(byte[] bytes) {
        return new Body(bytes, bytes.length, true);
    }

    /** A body that the agent does not look into. */
    public static Body opaque(long length, boolean replayable) {
        return new Body(null, length, replayable);
    }
}
