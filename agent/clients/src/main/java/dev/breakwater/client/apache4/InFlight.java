package dev.breakwater.client.apache4;

import java.util.concurrent.atomic.AtomicInteger;

/** How many of our own attempts are being sent, of any call: while none is, the hooks further inside cost next to nothing. */
final class InFlight {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private InFlight() {}

    static void begin() {
        COUNT.incrementAndGet();
    }

    static void end() {
        COUNT.decrementAndGet();
    }

    static boolean any() {
        return COUNT.get() != 0;
    }
}
