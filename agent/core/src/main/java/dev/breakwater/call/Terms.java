package dev.breakwater.call;

import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.time.Ticker;

/** What one call is and what it may do: settled when it begins, whatever the policy becomes meanwhile. */
final class Terms {
    final Upstream upstream;
    final Request request;
    final RequestFacts facts;
    final Caller caller;
    final Url base;
    final int maxAttempts;
    /** Whether the request or the client says that an SDK sends it again. */
    final boolean declaredRepeat;

    private final Ticker ticker;
    private long deadlineNanos = Caller.NO_DEADLINE;
    private long answerEndNanos = Caller.NO_DEADLINE;

    Terms(Upstream upstream, Request request, RequestFacts facts, Caller caller, Url base, Ticker ticker) {
        this.upstream = upstream;
        this.request = request;
        this.facts = facts;
        this.caller = caller;
        this.base = base;
        this.ticker = ticker;
        int sdkRepeat = SdkHeaders.repeatCount(request.headers());
        this.declaredRepeat = sdkRepeat > 0 || caller.repeats();
        int policyAttempts = upstream.policy().retry().maxAttempts();
        this.maxAttempts = request.body().replayable() ? Math.max(1, policyAttempts - sdkRepeat) : 1;
    }

    /** The clock starts: the caller's own timeout, the SDK's and the policy's deadline, whichever is first. */
    void begin(long nowNanos) {
        if (observing()) {
            return;
        }
        long callerEnd = SdkHeaders.deadline(request.headers(), nowNanos, caller.deadlineNanos());
        long policyNanos = upstream.deadlineNanos();
        long policyEnd = policyNanos == Caller.NO_DEADLINE ? policyNanos : nowNanos + policyNanos;
        deadlineNanos = Math.min(callerEnd, policyEnd);
        answerEndNanos = caller.untilHead() ? policyEnd : deadlineNanos;
    }

    /** Wall clock: for what is dated in an answer. */
    long epochMillis() {
        return ticker.epochMillis();
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** When an answer that has begun must be over. */
    long answerEndNanos() {
        return answerEndNanos;
    }

    long spareNanos(long nowNanos) {
        return deadlineNanos == Caller.NO_DEADLINE ? Long.MAX_VALUE : deadlineNanos - nowNanos;
    }

    boolean observing() {
        return upstream.policy().mode() == Mode.OBSERVE;
    }

    TimeoutsConfig timeouts() {
        return observing() ? TimeoutsConfig.NONE : upstream.policy().timeouts();
    }

    /** Until when the head of an answer to a request sent now must have come. */
    long headDeadlineNanos(long nowNanos) {
        var limit = facts.stream() ? timeouts().firstToken() : timeouts().answer();
        long own = limit.isPresent() ? nowNanos + limit.get().toNanos() : Caller.NO_DEADLINE;
        return Math.min(own, deadlineNanos);
    }

    /** Whether successful answers are held back until they are known to be answers. */
    boolean holdsAnswers() {
        return !observing() && upstream.policy().streamRecovery() != StreamRecovery.NONE;
    }

    /** Whose limit it is that has passed in silence. */
    FailureKind silenceKind(long nowNanos) {
        return nowNanos >= deadlineNanos ? FailureKind.CALLER_TIMEOUT : FailureKind.SILENT;
    }

    /** The kind of a failure in the middle of an answer. */
    FailureKind kindInAnswer(Throwable error, long nowNanos) {
        FailureKind kind = Failures.kindOf(error);
        return switch (kind) {
            case SILENT -> silenceKind(nowNanos);
            case CANCELLED -> kind;
            default -> FailureKind.CUT;
        };
    }
}
