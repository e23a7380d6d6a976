package dev.breakwater.call;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application hears when a call has failed for good. The provider's last real error is kept in case that later
 * attempts bring nothing better: a refused connection to a backup, or a backup that rejects its own key, must not hide what
 * went wrong in the first place.
 */
final class LastWord {
    private Outcome.@Nullable Refused kept;
    private Verdict keptVerdict = Verdict.SUCCESS;
    private boolean lastIsHeld;

    void heard(Outcome outcome, Verdict verdict, Attempt attempt) {
        if (outcome instanceof Outcome.Refused refused
                && refused.whole()
                && (kept == null || !aboutTheTarget(verdict))) {
            kept = TranslatedAnswer.inOwnDialect(refused, attempt.translation());
            keptVerdict = verdict;
        }
    }

    /** The driver waits: it holds the last answer no more, which can only be given from here. */
    void answerDiscarded() {
        lastIsHeld = false;
    }

    void sending() {
        lastIsHeld = true;
    }

    /** Whether there is nothing to tell the application: no failure, no answer that the driver holds, and none kept here. */
    boolean missing(@Nullable Throwable lastFailure) {
        return lastFailure == null && !lastIsHeld && kept == null;
    }

    /** The kept answer, if the application should see it instead of the last outcome; else null. */
    @Nullable
    Response instead(@Nullable Throwable lastFailure, Verdict lastVerdict) {
        Outcome.Refused answer = kept;
        if (answer == null) {
            return null;
        }
        boolean better = lastFailure != null
                ? lastVerdict != Verdict.CALLER_TIMEOUT && lastVerdict != Verdict.CANCELLED
                : !lastIsHeld || (aboutTheTarget(lastVerdict) && !aboutTheTarget(keptVerdict));
        return better ? response(answer) : null;
    }

    /** What gives the same failure once more to an SDK that repeats the call; null for failures that SDKs do not repeat. */
    @Nullable
    Decision again(@Nullable Throwable lastFailure, Verdict lastVerdict) {
        Outcome.Refused answer = kept;
        if (!lastVerdict.repeatedBySdks()) {
            return null;
        }
        if (answer != null) {
            return new Decision.Reject(response(answer), Reason.REPEATED);
        }
        return lastFailure == null ? null : new Decision.Fail(lastFailure);
    }

    /** Errors that say more about how the target is set up than about the call. */
    private static boolean aboutTheTarget(Verdict verdict) {
        return verdict == Verdict.KEY_REJECTED
                || verdict == Verdict.QUOTA_EXHAUSTED
                || verdict == Verdict.MODEL_UNAVAILABLE
                || verdict == Verdict.NOT_UNDERSTOOD;
    }

    /** The answer as it came; framing headers are left to the client that carries it. */
    private static Response response(Outcome.Refused answer) {
        List<Header> headers = new ArrayList<>();
        answer.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("transfer-encoding") && !name.equalsIgnoreCase("content-length")) {
                headers.add(new Header(name, value));
            }
        });
        headers.addAll(Decision.Deliver.EXHAUSTED.headersToAdd());
        return new Response(answer.status(), headers, answer.body());
    }
}
