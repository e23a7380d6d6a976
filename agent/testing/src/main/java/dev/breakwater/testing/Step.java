package dev.breakwater.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One thing to do on the wire after the head of a reply; a reply is a head and a list of these. */
sealed interface Step {

    /** Bytes of the body, flushed as one piece. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Write(byte[] bytes) implements Step {}

    /** Nothing for a while, with an eye on a client that goes away. */
    record Pause(Duration duration) implements Step {}

    /** A TCP reset: the peer reads "connection reset", never an end of stream. */
    record Reset() implements Step {}

    /** An orderly close (FIN) without a word before it. */
    record HangUp() implements Step {}

    static Write write(String text) {
        return new Write(text.getBytes(StandardCharsets.UTF_8));
    }
}
