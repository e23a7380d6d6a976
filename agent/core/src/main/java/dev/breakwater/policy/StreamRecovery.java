package dev.breakwater.policy;

/** How far a stream may be saved. */
public enum StreamRecovery {
    /** Headers are the answer; what comes after them is the application's. */
    NONE,
    /** Until the first token of content a stream may fail like any other attempt. */
    FIRST_TOKEN,
    /** Also afterwards, as long as the application has read nothing. */
    RESTART,
    /** Also afterwards: what was delivered is continued, or restarted behind its own prefix. */
    CONTINUE
}
