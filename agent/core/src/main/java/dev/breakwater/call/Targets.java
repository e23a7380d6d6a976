package dev.breakwater.call;

import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.limit.Admission;
import dev.breakwater.resilience.limit.Limiter;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.ApiKey;
import dev.breakwater.routing.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where one call may go, and where next. The rules: a fresh target that is ready beats every wait, but for a short one
 * ({@code patience}) at the target that has just failed transiently; a target is only gone back to after its own pause; and a
 * retry-after is a floor for its own target and no delay for another. A fallback model counts as another target, tried behind
 * all of the model's own that do not ask to be left alone.
 */
final class Targets {
    private final UpstreamPolicy policy;
    private final RetryConfig retry;
    private final List<Candidate> candidates;
    /** Null while it is empty: nearly every call ends without it. */
    private @Nullable Set<Endpoint> closed;

    private final BiConsumer<Endpoint, String> whenPassedOver;
    private String passedOver = "";
    private int smallestWindow = -1;
    private boolean refusedByBreaker;
    private boolean refusedByLimit;
    private long limitRetryAfterNanos;

    /** @param whenPassedOver is told of endpoints that are left out since their dialect cannot say what is asked, and why */
    Targets(
            Upstream upstream,
            RequestRewriter rewriter,
            @Nullable String requested,
            RandomGenerator random,
            BiConsumer<Endpoint, String> whenPassedOver) {
        this.whenPassedOver = whenPassedOver;
        this.policy = upstream.policy();
        this.retry = policy.retry();
        List<Endpoint> endpoints = upstream.pool().order(random);
        this.candidates = new ArrayList<>(endpoints.size());
        if (requested == null) {
            for (Endpoint endpoint : endpoints) {
                addKeys(endpoint, null, 0, rewriter);
            }
            return;
        }
        addModel(endpoints, requested, 0, rewriter);
        int rank = 1;
        for (String fallback : policy.fallbackModels().getOrDefault(requested, List.of())) {
            addModel(endpoints, fallback, rank++, rewriter);
        }
    }

    private void addModel(List<Endpoint> endpoints, String requested, int rank, RequestRewriter rewriter) {
        for (Endpoint endpoint : endpoints) {
            String model = endpoint.config().modelFor(requested).orElse(null);
            if (model != null) {
                addKeys(endpoint, model, rank, rewriter);
            }
        }
    }

    private void addKeys(Endpoint endpoint, @Nullable String model, int rank, RequestRewriter rewriter) {
        for (ApiKey key : endpoint.keys().inTurn()) {
            candidates.add(new Candidate(new Target(endpoint, key, model), rank, rewriter));
        }
    }

    /** No further send in this call to this endpoint, whatever the key; false if that was settled already. */
    boolean close(Endpoint endpoint) {
        Set<Endpoint> all = closed;
        if (all == null) {
            all = new HashSet<>();
            closed = all;
        }
        return all.add(endpoint);
    }

    /** No further send in this call to this endpoint for that model, whatever the key. */
    void closeModel(Candidate failed) {
        for (Candidate candidate : candidates) {
            candidate.excluded |=
                    candidate.rank == failed.rank && candidate.target.endpoint() == failed.target.endpoint();
        }
    }

    /** Only endpoints with a larger context window than this one's are left. */
    void requireLargerWindow(Endpoint than) {
        smallestWindow = Math.max(smallestWindow, than.config().contextWindow());
        close(than);
    }

    /** The first target of a call. */
    Choice first(long nowNanos, long spareNanos) {
        if (candidates.isEmpty()) {
            return new Choice.None(Reason.NOT_SERVED, 0, "");
        }
        return fresh(nowNanos, spareNanos);
    }

    /**
     * Where to go after {@code failed} has failed.
     *
     * @param mayRepeat whether a target may be sent to again at all; asked once, when it comes to that
     */
    Choice next(Candidate failed, BooleanQuestion mayRepeat, long nowNanos, long spareNanos) {
        boolean elsewhere = anyFreshReady(nowNanos);
        if (worthStaying(failed, elsewhere, nowNanos, spareNanos) && mayRepeat.ask()) {
            return back(failed, nowNanos);
        }
        Choice fresh = fresh(nowNanos, spareNanos);
        if (!(fresh instanceof Choice.None)) {
            return fresh;
        }
        Candidate soonest = soonestTried(nowNanos);
        if (soonest != null && affordable(soonest, nowNanos, spareNanos) && mayRepeat.ask()) {
            return back(soonest, nowNanos);
        }
        return fresh;
    }

    /** A yes-or-no question whose answer costs something. */
    @FunctionalInterface
    interface BooleanQuestion {
        boolean ask();
    }

    private boolean worthStaying(Candidate failed, boolean elsewhere, long nowNanos, long spareNanos) {
        if (!open(failed) || !failed.breaker.ready(nowNanos) || !affordable(failed, nowNanos, spareNanos)) {
            return false;
        }
        return !elsewhere
                ? failed.sends < retry.attemptsPerEndpoint() || !anyFresh()
                : failed.sends < retry.attemptsPerEndpoint()
                        && failed.waitNanos(nowNanos) <= retry.patience().toNanos();
    }

    private boolean affordable(Candidate candidate, long nowNanos, long spareNanos) {
        long wait = candidate.waitNanos(nowNanos);
        return wait <= retry.retryAfterMax().toNanos() && wait < spareNanos;
    }

    private static Choice back(Candidate candidate, long nowNanos) {
        return new Choice.Back(candidate, candidate.waitNanos(nowNanos), candidate.providerSaid);
    }

    private boolean open(Candidate candidate) {
        Endpoint endpoint = candidate.target.endpoint();
        return !candidate.excluded
                && (closed == null || !closed.contains(endpoint))
                && (smallestWindow < 0 || endpoint.config().contextWindow() > smallestWindow);
    }

    /** Not tried yet, and no other key of the same endpoint has shown that the endpoint itself is in trouble with the model. */
    private boolean fresh(Candidate candidate) {
        return !candidate.tried() && open(candidate) && !anyFailed(candidate.target.endpoint(), candidate.rank);
    }

    // Loops instead of streams here: every call comes this way, and a stream costs more than all that it looks at.
    private boolean anyFailed(Endpoint endpoint, int rank) {
        for (Candidate candidate : candidates) {
            if (candidate.rank == rank && candidate.target.endpoint() == endpoint && candidate.endpointFailed()) {
                return true;
            }
        }
        return false;
    }

    private boolean anyFresh() {
        for (Candidate candidate : candidates) {
            if (fresh(candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyFreshReady(long nowNanos) {
        for (Candidate candidate : candidates) {
            if (fresh(candidate) && candidate.ready(nowNanos)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ready ones of the model that was asked for, in order; then those that must wait for a limit; then its fallbacks likewise;
     * then all that are asked to stay away, or whose key is out of the pool.
     */
    private Choice fresh(long nowNanos, long spareNanos) {
        for (Candidate candidate : candidates) {
            if (candidate.rank == 0 && fresh(candidate) && candidate.ready(nowNanos)) {
                Choice choice = claim(candidate, nowNanos, spareNanos);
                if (choice != null) {
                    return choice;
                }
            }
        }
        List<Candidate> reluctant = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (fresh(candidate)) {
                reluctant.add(candidate);
            }
        }
        reluctant.sort(Comparator.comparingInt(candidate -> reluctance(candidate, nowNanos)));
        for (Candidate candidate : reluctant) {
            Choice choice = claim(candidate, nowNanos, spareNanos);
            if (choice != null) {
                return choice;
            }
        }
        return new Choice.None(noneReason(), limitRetryAfterNanos, passedOver);
    }

    private Reason noneReason() {
        if (refusedByBreaker) {
            return Reason.CIRCUIT_OPEN;
        }
        return refusedByLimit ? Reason.RATE_LIMITED : Reason.NOT_SERVED;
    }

    private int reluctance(Candidate candidate, long nowNanos) {
        if (!candidate.target.key().inPool(nowNanos)) {
            return Integer.MAX_VALUE;
        }
        if (candidate.target.key().cooling(nowNanos)) {
            return Integer.MAX_VALUE - 1;
        }
        if (!candidate.ready(nowNanos)) {
            return 3 * candidate.rank + 2;
        }
        // An endpoint that has just failed for another model may well fail for this one.
        boolean troubled = candidates.stream()
                .anyMatch(other -> other.endpointFailed() && other.target.endpoint() == candidate.target.endpoint());
        return 3 * candidate.rank + (troubled ? 1 : 0);
    }

    /** Asks breaker, key and limiter for one send; null when one of them says no. */
    @Nullable
    Choice claim(Candidate candidate, long nowNanos, long spareNanos) {
        if (candidate.change() == null) {
            candidate.excluded = true;
            passOver(candidate);
            return null;
        }
        if (!candidate.breaker.tryAcquire()) {
            refusedByBreaker = true;
            return null;
        }
        // A key that is out of the pool is still better than no answer; claiming only spreads its probes.
        candidate.target.key().claim(nowNanos);
        Limiter limiter = candidate.target.endpoint().limiter(candidate.target.key());
        if (limiter == null) {
            return new Choice.Go(candidate, null);
        }
        Signal signal = new Signal();
        Admission admission = limiter.request(signal::raise, spareNanos);
        if (admission instanceof Admission.Granted granted) {
            return new Choice.Go(candidate, granted.place());
        }
        if (admission instanceof Admission.Later later) {
            return new Choice.Queue(candidate, later.place(), signal, later.waitNanos(), later.rateNanos());
        }
        candidate.breaker.release();
        refusedByLimit = true;
        limitRetryAfterNanos = Math.max(limitRetryAfterNanos, ((Admission.Refused) admission).retryAfterNanos());
        return null;
    }

    private void passOver(Candidate candidate) {
        String refusal = candidate.refusal();
        Endpoint endpoint = candidate.target.endpoint();
        if (refusal != null && close(endpoint)) {
            passedOver +=
                    " It cannot be translated for endpoint '" + endpoint.name() + "', since it has " + refusal + ".";
            whenPassedOver.accept(endpoint, refusal);
        }
    }

    private @Nullable Candidate soonestTried(long nowNanos) {
        return candidates.stream()
                .filter(candidate -> candidate.tried() && open(candidate) && candidate.breaker.ready(nowNanos))
                .min(Comparator.comparingLong(candidate -> candidate.waitNanos(nowNanos)))
                .orElse(null);
    }
}
