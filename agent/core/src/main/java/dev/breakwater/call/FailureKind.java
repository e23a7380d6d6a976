package dev.breakwater.call;

/** Why an attempt brought no answer, as far as it matters for what may be done next. */
public enum FailureKind {
    /** The request never left: no address, refused, TLS failed, connect limit. Safe to send again. */
    NOT_SENT,
    /** It was sent and the connection broke before an answer: it may have been worked on and billed. */
    LOST,
    /** It was sent and a limit of ours (first-token, answer, idle) passed in silence. */
    SILENT,
    /** The answer began and broke off before anything was given to the application. */
    CUT,
    /** The application's own time limit passed. */
    CALLER_TIMEOUT,
    /** The application took the call back. */
    CANCELLED
}
