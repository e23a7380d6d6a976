package dev.breakwater.call;

import dev.breakwater.message.Headers;
import dev.breakwater.resilience.retry.Ambiguous;
import dev.breakwater.resilience.retry.Backoff;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.Endpoint;

/** What a failure means for the target that it happened at: how long to stay away, and who else should know. */
final class Consequences {
    private final CallEngine engine;
    private final Upstream upstream;

    Consequences(CallEngine engine, Upstream upstream) {
        this.engine = engine;
        this.upstream = upstream;
    }

    /** A send that came to nothing: its target's breaker, key and pause. */
    void of(Candidate candidate, Outcome outcome, Verdict verdict, long durationNanos, long nowNanos) {
        long asked = retryAfterNanos(candidate, outcome, verdict);
        if (verdict.unhealthy() && !busyButWell(candidate, verdict, asked)) {
            candidate.breaker.failure(durationNanos, outcome instanceof Outcome.Failed failed ? failed.error() : null);
        } else {
            candidate.breaker.release();
        }
        pause(candidate, verdict, asked, nowNanos);
    }

    /** A delivered answer that broke off: the breaker has counted it already. */
    void ofBroken(Candidate candidate, Verdict verdict, long nowNanos) {
        pause(candidate, verdict, -1, nowNanos);
    }

    /**
     * A rate limit with a time to come back, or on one key of several, is order and not failure: counting it would close an
     * endpoint that is about to answer.
     */
    private static boolean busyButWell(Candidate candidate, Verdict verdict, long askedNanos) {
        boolean severalKeys = candidate.target.endpoint().config().keys().size() > 1;
        return verdict == Verdict.RATE_LIMITED && (askedNanos > 0 || severalKeys);
    }

    private void pause(Candidate candidate, Verdict verdict, long asked, long nowNanos) {
        long backoff = Backoff.delayNanos(upstream.policy().retry().backoff(), candidate.sends, engine.random());
        candidate.failed(verdict, nowNanos + Math.max(asked, backoff), asked >= backoff && asked > 0);
        if (asked > 0 && verdict.transientKind()) {
            candidate.target.key().coolUntil(nowNanos + asked);
        }
        if (verdict == Verdict.KEY_REJECTED || verdict == Verdict.QUOTA_EXHAUSTED) {
            candidate.excluded = true;
            if (candidate.target.key().takeOut(nowNanos)) {
                engine.listener()
                        .keyRejected(
                                upstream.name(),
                                candidate.target.endpoint().name(),
                                candidate.target.key().label(),
                                verdict);
            }
        }
    }

    /** Only a provider that is short of something says when to come back; elsewhere its resets are mere information. */
    private long retryAfterNanos(Candidate candidate, Outcome outcome, Verdict verdict) {
        boolean said = verdict == Verdict.RATE_LIMITED || verdict == Verdict.OVERLOADED;
        if (outcome instanceof Outcome.Refused refused && (said || refused.status() == 503)) {
            Headers headers = refused.headers();
            return upstream.dialectAt(candidate.target.endpoint())
                    .retryAfterNanos(headers, refused.body(), engine.ticker().epochMillis());
        }
        return -1;
    }

    /** Whether the call may be sent once more anywhere; narrows the targets that are left accordingly. */
    static boolean leaveAnotherTry(Targets targets, Candidate candidate, Verdict verdict, RetryConfig retry) {
        Endpoint endpoint = candidate.target.endpoint();
        return switch (verdict) {
            case RATE_LIMITED, OVERLOADED, SERVER_ERROR, TRANSIENT, NOT_SENT, QUOTA_EXHAUSTED, KEY_REJECTED -> true;
            case LOST, CUT -> {
                if (retry.ambiguous() == Ambiguous.FAIL_OVER) {
                    targets.close(endpoint);
                }
                yield retry.ambiguous() != Ambiguous.NEVER;
            }
            case SILENT -> {
                targets.close(endpoint);
                yield true;
            }
            case NO_RETRY, MODEL_UNAVAILABLE, NOT_UNDERSTOOD -> {
                targets.closeModel(candidate);
                yield true;
            }
            case CONTEXT_LENGTH -> {
                targets.requireLargerWindow(endpoint);
                yield true;
            }
            case SUCCESS, CONTENT_FILTER, BAD_REQUEST, CALLER_TIMEOUT, CANCELLED -> false;
        };
    }
}
