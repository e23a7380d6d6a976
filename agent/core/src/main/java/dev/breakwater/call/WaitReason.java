package dev.breakwater.call;

/** What a call waits for. */
public enum WaitReason {
    /** The pause before going back to a target. */
    BACKOFF,
    /** The provider said when to come back. */
    RETRY_AFTER,
    /** A limit of the policy. */
    RATE_LIMIT,
    /** A free place among the concurrent requests. */
    CONCURRENCY
}
