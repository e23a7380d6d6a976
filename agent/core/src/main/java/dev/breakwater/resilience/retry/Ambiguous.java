package dev.breakwater.resilience.retry;

/** What to do when a request was sent and the connection was lost before an answer: the provider may have billed it. */
public enum Ambiguous {
    /** Send again, here or elsewhere, like any transient failure. */
    RETRY,
    /** Never again to the same target, but to another. */
    FAIL_OVER,
    /** Hand the failure to the application. */
    NEVER
}
