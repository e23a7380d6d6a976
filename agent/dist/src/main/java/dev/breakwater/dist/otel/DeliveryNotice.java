package dev.breakwater.dist.otel;

import dev.breakwater.time.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says that telemetry does not arrive: once at the first failure, then at most every ten minutes. Thread-safe. */
final class DeliveryNotice {
    private static final long INTERVAL_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long NEVER = Long.MIN_VALUE;

    private final Ticker ticker;
    private final Consumer<String> warnings;
    private final AtomicLong lastNanos = new AtomicLong(NEVER);
    private volatile boolean failing;

    DeliveryNotice(Ticker ticker, Consumer<String> warnings) {
        this.ticker = ticker;
        this.warnings = warnings;
    }

    void delivered() {
        failing = false;
    }

    void failed(URI collector, String why) {
        failing = true;
        long now = ticker.nanos();
        long last = lastNanos.get();
        if ((last == NEVER || now - last >= INTERVAL_NANOS) && lastNanos.compareAndSet(last, now)) {
            warnings.accept("telemetry cannot be delivered to " + collector.getScheme() + "://" + collector.getHost()
                    + (collector.getPort() < 0 ? "" : ":" + collector.getPort()) + " (" + why
                    + "); calls are not affected");
        }
    }

    /** Whether the newest delivery failed. */
    boolean failing() {
        return failing;
    }
}
