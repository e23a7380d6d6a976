package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Attempt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hc.client5.http.async.methods.ConfigurableHttpRequest;
import org.jspecify.annotations.Nullable;

/** The request of one of our own attempts: by its type the hooks further inside know it again. */
final class ManagedRequest extends ConfigurableHttpRequest {
    private static final long serialVersionUID = 1L;
    /** How many are on their way, of any call: while none is, the hooks further inside cost next to nothing. */
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();

    private final transient Attempt attempt;
    private final transient SentAttempt sent;

    ManagedRequest(String method, Attempt attempt, SentAttempt sent) {
        super(method, "/");
        this.attempt = attempt;
        this.sent = sent;
    }

    /** What is to know how it can be ended. */
    SentAttempt sent() {
        return sent;
    }

    Attempt attempt() {
        return attempt;
    }

    static void begin() {
        IN_FLIGHT.incrementAndGet();
    }

    static void end() {
        IN_FLIGHT.decrementAndGet();
    }

    static boolean anyInFlight() {
        return IN_FLIGHT.get() != 0;
    }

    /** A gate that asks {@code hook} only while there is one of our attempts. */
    static BiFunction<Object, Object, @Nullable Object> whileInFlight(Function<Object[], @Nullable Object> hook) {
        return (handler, request) -> anyInFlight() ? hook : null;
    }
}
