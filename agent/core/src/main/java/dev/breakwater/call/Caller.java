package dev.breakwater.call;

/**
 * What the adapter knows about who calls.
 *
 * @param deadlineNanos on the ticker's scale: when the application's own timeout ends the call; {@link #NO_DEADLINE} if never
 * @param untilHead whether that timeout ends with the head of an answer, as the JDK's does: a body may then take its time
 * @param threadId the calling thread's, to recognise a repeat of a call that has just failed
 * @param repeats whether the client can tell that this call of the application's has been governed before
 */
public record Caller(long deadlineNanos, boolean untilHead, long threadId, boolean repeats) {
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** A caller whose timeout covers the whole call. */
    public Caller(long deadlineNanos, long threadId) {
        this(deadlineNanos, false, threadId);
    }

    /** A caller whose client cannot tell one call of the application's from the next. */
    public Caller(long deadlineNanos, boolean untilHead, long threadId) {
        this(deadlineNanos, untilHead, threadId, false);
    }
}
