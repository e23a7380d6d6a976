package dev.breakwater.resilience.retry;

/** How a backoff is spread, so that many callers do not return together. Names as in AWS's "Exponential Backoff And Jitter". */
public enum Jitter {
    /** Anything between nothing and the whole delay. */
    FULL,
    /** Half the delay, and anything up to the other half. */
    EQUAL,
    /** The delay itself. */
    NONE
}
