package dev.breakwater.routing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One key of an endpoint's pool and what is known of it. A rejected key is out of the pool for five minutes; then one call at
 * a time may try it again, and its success brings it back. Thread-safe.
 */
public final class ApiKey {
    static final long PROBE_INTERVAL_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long NEVER = Long.MIN_VALUE;

    private final @Nullable Secret secret;
    private final AtomicLong outUntilNanos = new AtomicLong(NEVER);
    private volatile long coolUntilNanos = NEVER;

    ApiKey(@Nullable Secret secret) {
        this.secret = secret;
    }

    /** The key, or null for the caller's own credential, about which nothing is remembered: callers may differ. */
    public @Nullable Secret secret() {
        return secret;
    }

    /** A name for logs and spans. */
    public String label() {
        return secret == null ? "caller" : secret.label();
    }

    /** Whether it is in the pool. */
    public boolean inPool(long nowNanos) {
        long until = outUntilNanos.get();
        return until == NEVER || nowNanos >= until;
    }

    /** Claims a use. A key whose time out has passed is claimed by one call an interval, as a probe. */
    public boolean claim(long nowNanos) {
        long until = outUntilNanos.get();
        return until == NEVER
                || (nowNanos >= until && outUntilNanos.compareAndSet(until, nowNanos + PROBE_INTERVAL_NANOS));
    }

    /** The provider refused the key or its quota. Answers whether it was in the pool until now. */
    public boolean takeOut(long nowNanos) {
        if (secret == null) {
            return false;
        }
        return outUntilNanos.getAndSet(nowNanos + PROBE_INTERVAL_NANOS) == NEVER;
    }

    /** The provider accepted it. */
    public void putBack() {
        if (outUntilNanos.get() != NEVER) {
            outUntilNanos.set(NEVER);
        }
    }

    /** The provider asked to stay away until then. Only ever extended. */
    public void coolUntil(long untilNanos) {
        if (untilNanos > coolUntilNanos) {
            coolUntilNanos = untilNanos;
        }
    }

    /** Whether the provider asked to stay away, and that time has not passed. */
    public boolean cooling(long nowNanos) {
        long until = coolUntilNanos;
        return until != NEVER && nowNanos < until;
    }
}
