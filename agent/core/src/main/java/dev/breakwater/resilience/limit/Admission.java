package dev.breakwater.resilience.limit;

/** A limiter's answer. */
public sealed interface Admission {
    /** Go; the place is to be released when the request is over. */
    record Granted(Place place) implements Admission {}

    /**
     * Wait, then ask the place whether it is granted; if not, give it back.
     *
     * @param waitNanos how long at most
     * @param rateNanos of that, how long for the rate; 0 when the wait is for a free place
     */
    record Later(Place place, long waitNanos, long rateNanos) implements Admission {}

    /**
     * The queue is full, or the wait would be too long.
     *
     * @param retryAfterNanos when the rate would allow it, 0 when unknown
     */
    record Refused(long retryAfterNanos) implements Admission {}
}
