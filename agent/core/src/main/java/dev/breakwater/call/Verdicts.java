package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.message.Headers;
import dev.breakwater.resilience.retry.RetryConfig;
import org.jspecify.annotations.Nullable;

/** Turns an outcome into a verdict: the dialect says what the provider meant, the policy may narrow what is worth another try. */
final class Verdicts {
    private Verdicts() {}

    static Verdict of(Outcome outcome, Attempt attempt, RetryConfig retry) {
        Verdict verdict = of(outcome, attempt.dialect(), retry);
        boolean ours = verdict == Verdict.BAD_REQUEST && attempt.translation() != null;
        return ours ? Verdict.NOT_UNDERSTOOD : verdict;
    }

    private static Verdict of(Outcome outcome, Dialect dialect, RetryConfig retry) {
        if (outcome instanceof Outcome.Succeeded) {
            return Verdict.SUCCESS;
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(refused, dialect, retry);
        }
        if (outcome instanceof Outcome.FailedInside inside) {
            return ofKind(inside.kind());
        }
        return ofFailure(((Outcome.Failed) outcome).kind());
    }

    private static Verdict refused(Outcome.Refused refused, Dialect dialect, RetryConfig retry) {
        Verdict verdict = ofKind(dialect.classify(refused.status(), refused.headers(), refused.body()));
        if (!retry.statuses().isEmpty()) {
            return narrowed(verdict, retry.statuses().contains(refused.status()));
        }
        return overridden(verdict, refused.headers());
    }

    /** The policy's own list of statuses decides between transient and final; what concerns keys, quota and content stays. */
    private static Verdict narrowed(Verdict verdict, boolean listed) {
        if (listed && verdict == Verdict.BAD_REQUEST) {
            return Verdict.TRANSIENT;
        }
        return !listed && verdict.transientKind() ? Verdict.BAD_REQUEST : verdict;
    }

    /** The provider's own word ({@code x-should-retry}) overrides what its status suggests, as its SDKs have it. */
    private static Verdict overridden(Verdict verdict, Headers headers) {
        String word = headers.first("x-should-retry");
        if ("false".equalsIgnoreCase(word) && verdict.transientKind()) {
            return Verdict.NO_RETRY;
        }
        return "true".equalsIgnoreCase(word) && verdict == Verdict.BAD_REQUEST ? Verdict.TRANSIENT : verdict;
    }

    static Verdict ofKind(@Nullable ErrorKind kind) {
        if (kind == null) {
            return Verdict.SERVER_ERROR;
        }
        return switch (kind) {
            case RATE_LIMITED -> Verdict.RATE_LIMITED;
            case OVERLOADED -> Verdict.OVERLOADED;
            case SERVER_ERROR -> Verdict.SERVER_ERROR;
            case TRANSIENT -> Verdict.TRANSIENT;
            case QUOTA_EXHAUSTED -> Verdict.QUOTA_EXHAUSTED;
            case KEY_REJECTED -> Verdict.KEY_REJECTED;
            case CONTEXT_LENGTH -> Verdict.CONTEXT_LENGTH;
            case CONTENT_FILTER -> Verdict.CONTENT_FILTER;
            case MODEL_UNAVAILABLE -> Verdict.MODEL_UNAVAILABLE;
            case BAD_REQUEST -> Verdict.BAD_REQUEST;
        };
    }

    private static Verdict ofFailure(FailureKind kind) {
        return switch (kind) {
            case NOT_SENT -> Verdict.NOT_SENT;
            case LOST -> Verdict.LOST;
            case SILENT -> Verdict.SILENT;
            case CUT -> Verdict.CUT;
            case CALLER_TIMEOUT -> Verdict.CALLER_TIMEOUT;
            case CANCELLED -> Verdict.CANCELLED;
        };
    }
}
