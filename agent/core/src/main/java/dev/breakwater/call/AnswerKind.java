package dev.breakwater.call;

import dev.breakwater.policy.TimeoutsConfig;
import java.time.Duration;
import java.util.Optional;

/** How an answer is held back and which limit applies to it. */
enum AnswerKind {
    /** An unsuccessful status: held until it can be classified. */
    ERROR(64 << 10),
    /** Held until the first token of content. */
    STREAM(256 << 10),
    /** Held until whole, so that a cut or late answer is a failed attempt like any other; a huge one is let go. */
    PLAIN(1 << 20),
    /** Not held at all. */
    PASSED(0);

    /** An error whose body trickles in is judged by its status after this time. */
    private static final long ERROR_BODY_NANOS = Duration.ofSeconds(5).toNanos();

    private final int maxHeldBytes;

    AnswerKind(int maxHeldBytes) {
        this.maxHeldBytes = maxHeldBytes;
    }

    int maxHeldBytes() {
        return maxHeldBytes;
    }

    long deadlineNanos(Call call, Attempt attempt, boolean holding, long headNanos, long lastContentNanos) {
        TimeoutsConfig timeouts = call.terms().timeouts();
        long own = switch (this) {
            case ERROR -> holding ? headNanos + ERROR_BODY_NANOS : Caller.NO_DEADLINE;
            case STREAM ->
                holding ? after(attempt.startNanos(), timeouts.firstToken()) : after(lastContentNanos, timeouts.idle());
            case PLAIN -> after(attempt.startNanos(), timeouts.answer());
            case PASSED -> Caller.NO_DEADLINE;
        };
        return Math.min(own, call.answerEndNanos());
    }

    private static long after(long start, Optional<Duration> limit) {
        return limit.isPresent() ? start + limit.get().toNanos() : Caller.NO_DEADLINE;
    }
}
