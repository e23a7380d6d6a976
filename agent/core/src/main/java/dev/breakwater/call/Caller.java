package dev.breakwater.call;

/**
 * What the adapter knows about who calls.
 *
 * @param deadlineNanos on the ticker's scale: when the application's own timeout ends the call; {@link #NO_DEADLINE} if never
 * @param untilHead whether that timeout ends with the head of an answer, as the JDK's does: a body may then take its time
 * @param threadId the calling thread's, to recognise a repeat of a call that has just failed
 */
public record Caller(long deadlineNanos, boolean untilHead, long threadId) {
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** A caller whose timeout covers the whole call. */
    public Caller(long deadlineNanos, long threadId) {
        this(deadlineNanos, false, threadId);
    }
}
