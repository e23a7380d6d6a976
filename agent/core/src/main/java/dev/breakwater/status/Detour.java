package dev.breakwater.status;

/** An endpoint whose calls are being served elsewhere. Guarded by whoever keeps it. */
final class Detour {
    final String to;
    final long sinceNanos;
    long calls;

    Detour(String to, long sinceNanos) {
        this.to = to;
        this.sinceNanos = sinceNanos;
    }
}
