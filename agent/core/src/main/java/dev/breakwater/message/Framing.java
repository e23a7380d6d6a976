package dev.breakwater.message;

import java.nio.ByteBuffer;

/** Cuts a stream of bytes into what its sender wrote as one piece: an event, a line, a frame. Used by one thread at a time. */
public interface Framing {
    /** Large enough for an image in one event, small enough not to hurt. */
    int MAX_FRAME = 16 << 20;

    /** Looks at the bytes between position and limit; the buffer's position is left as it was. */
    void feed(ByteBuffer bytes);

    /** Nothing more will come: hands on a last piece that lacks only its terminator. */
    void end();

    /** Is told what the stream holds, in order. */
    interface Listener {
        /**
         * One piece, whole.
         *
         * @param frame valid during this call only
         */
        void frame(FrameView frame);

        /** A comment, or another sign of life that says nothing. */
        default void comment() {}

        /** The stream cannot be read on; nothing else follows. */
        void malformed();
    }
}
