package dev.breakwater.client.apache5.shared;

import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Timeouts in this client's terms and in ours. */
public final class Timeouts {
    private Timeouts() {}

    /** 0 for none. */
    public static long nanos(@Nullable Timeout timeout) {
        return timeout == null || timeout.getDuration() <= 0
                ? 0
                : timeout.getTimeUnit().toNanos(timeout.getDuration());
    }

    /** The shorter one; our own where the application has none. */
    public static Timeout shorter(@Nullable Timeout own, long nanos) {
        long ownNanos = nanos(own);
        return own != null && ownNanos > 0 && ownNanos <= nanos
                ? own
                : Timeout.of(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), TimeUnit.MILLISECONDS);
    }
}
