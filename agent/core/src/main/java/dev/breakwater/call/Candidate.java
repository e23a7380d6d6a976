package dev.breakwater.call;

import dev.breakwater.dialect.translation.UntranslatableException;
import dev.breakwater.resilience.breaker.Breaker;
import org.jspecify.annotations.Nullable;

/** A target as one call sees it: what it would be sent, and how it has fared in this call so far. */
final class Candidate {
    private static final long NOT_YET = Long.MIN_VALUE;

    final Target target;
    final Breaker breaker;
    /** 0 for the model that was asked for, 1 for its first fallback, and so on. */
    final int rank;

    private final RequestRewriter rewriter;
    private @Nullable RequestChange change;
    private @Nullable String refusal;
    int sends;
    boolean excluded;
    boolean providerSaid;
    private long notBeforeNanos = NOT_YET;
    private @Nullable Verdict lastVerdict;

    Candidate(Target target, int rank, RequestRewriter rewriter) {
        this.target = target;
        this.rank = rank;
        this.rewriter = rewriter;
        String model = target.model();
        this.breaker = target.endpoint().breakers().forModel(model == null ? "" : model);
    }

    /** The request for this target, worked out when first needed; null when the request cannot be changed so. */
    @Nullable
    RequestChange change() {
        if (change == null && refusal == null) {
            try {
                change = rewriter.forTarget(target);
            } catch (UntranslatableException e) {
                refusal = e.getMessage();
            }
        }
        return change;
    }

    /** What of the request the target's dialect cannot say, after {@link #change} was null for that reason. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Whether what is sent there is in another dialect than the application's. */
    boolean foreign() {
        return change != null && change.foreign() != null;
    }

    boolean tried() {
        return sends > 0;
    }

    void failed(Verdict verdict, long notBefore, boolean floorFromProvider) {
        lastVerdict = verdict;
        notBeforeNanos = notBefore;
        providerSaid = floorFromProvider;
    }

    /** Whether what went wrong here concerns every key of the endpoint. */
    boolean endpointFailed() {
        return lastVerdict != null && !lastVerdict.keyKind();
    }

    long waitNanos(long nowNanos) {
        return notBeforeNanos == NOT_YET ? 0 : Math.max(0, notBeforeNanos - nowNanos);
    }

    /** Untroubled, as far as anybody knows: nothing speaks against sending there this moment. */
    boolean ready(long nowNanos) {
        var limiter = target.endpoint().limiter(target.key());
        return breaker.ready(nowNanos)
                && target.key().inPool(nowNanos)
                && !target.key().cooling(nowNanos)
                && (limiter == null || limiter.free());
    }
}
