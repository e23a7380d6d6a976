package dev.breakwater.call;

import dev.breakwater.call.CallResult.Ending;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.message.Request;
import dev.breakwater.message.Response;
import dev.breakwater.resilience.limit.Place;
import org.jspecify.annotations.Nullable;

/**
 * One logical call as a state machine: {@link #start}, then {@link #next} after every send and {@link #waited} after every wait,
 * each answering what to do now. It neither sends nor sleeps nor reads a clock. Used by one thread at a time; whoever hands it
 * from thread to thread does so with a happens-before.
 */
public final class Call {
    static final String STREAM_BROKEN = "stream_broken";

    private final CallEngine engine;
    private final Upstream upstream;
    private final Terms terms;
    private final InFlight inFlight = new InFlight();
    private final LastWord lastWord = new LastWord();
    private final Recovery recovery;
    private CallObserver observer = CallObserver.NONE;
    private long startNanos;
    private int attempts;
    private @Nullable Targets targets;
    private @Nullable Choice pending;
    private @Nullable Throwable failure;
    private @Nullable AnswerGate delivered;
    private Verdict verdict = Verdict.SUCCESS;
    private boolean over;

    Call(CallEngine engine, Terms terms) {
        this.engine = engine;
        this.terms = terms;
        this.upstream = terms.upstream;
        this.recovery = new Recovery(terms);
    }

    /** What to do first. */
    public Decision start(long nowNanos) {
        startNanos = nowNanos;
        terms.begin(nowNanos);
        observer = engine.callListener().started(this, nowNanos);
        upstream.retryBudget().recordCall(nowNanos);
        if (terms.observing()) {
            return sendUntouched(nowNanos);
        }
        Decision repeated = upstream.repeats().find(terms.request, terms.caller, terms.declaredRepeat, nowNanos);
        if (repeated != null) {
            return endRepeated(repeated, nowNanos);
        }
        RequestRewriter rewriter = new RequestRewriter(terms, terms.request, terms.facts);
        Targets all = new Targets(upstream, rewriter, terms.facts.model(), engine.random(), observer::passedOver);
        targets = all;
        return follow(all.first(nowNanos, terms.spareNanos(nowNanos)), nowNanos);
    }

    private Decision sendUntouched(long nowNanos) {
        var endpoint = upstream.pool().all().get(0);
        Target target = new Target(endpoint, endpoint.keys().inTurn().get(0), terms.facts.model());
        return send(target, null, null, RequestChange.none(terms.request.url()), nowNanos);
    }

    private Decision endRepeated(Decision repeated, long nowNanos) {
        int status =
                repeated instanceof Decision.Reject reject ? reject.response().status() : 0;
        end(Ending.REJECTED, status, Reason.REPEATED.token(), Reason.REPEATED, nowNanos);
        return repeated;
    }

    private Decision follow(Choice choice, long nowNanos) {
        if (choice instanceof Choice.Go go) {
            return go(go.candidate(), go.place(), nowNanos);
        }
        if (choice instanceof Choice.Back back) {
            pending = back;
            WaitReason reason = back.providerSaid() ? WaitReason.RETRY_AFTER : WaitReason.BACKOFF;
            return back.waitNanos() > 0 ? wait(back.waitNanos(), reason, null, nowNanos) : waited(nowNanos);
        }
        if (choice instanceof Choice.Queue queue) {
            pending = queue;
            WaitReason reason = queue.rateNanos() > 0 ? WaitReason.RATE_LIMIT : WaitReason.CONCURRENCY;
            return wait(queue.waitNanos(), reason, queue.signal(), nowNanos);
        }
        return giveUp((Choice.None) choice, nowNanos);
    }

    private Decision wait(long nanos, WaitReason reason, @Nullable Signal signal, long nowNanos) {
        observer.waiting(reason, nanos, nowNanos);
        return new Decision.Wait(nanos, reason, signal);
    }

    /** The wait is over, by time or by signal. */
    public Decision waited(long nowNanos) {
        Choice was = pending;
        pending = null;
        lastWord.answerDiscarded();
        if (was instanceof Choice.Queue queue) {
            if (queue.place().granted()) {
                return go(queue.candidate(), queue.place(), nowNanos);
            }
            queue.place().giveBack();
            queue.candidate().breaker.release();
            return giveUp(new Choice.None(Reason.RATE_LIMITED, 0, ""), nowNanos);
        }
        if (was instanceof Choice.Back back) {
            Choice claimed = targets().claim(back.candidate(), nowNanos, terms.spareNanos(nowNanos));
            if (claimed != null) {
                return follow(claimed, nowNanos);
            }
            back.candidate().excluded = true;
            return follow(
                    targets().next(back.candidate(), () -> mayRepeat(nowNanos), nowNanos, terms.spareNanos(nowNanos)),
                    nowNanos);
        }
        throw new IllegalStateException("the call was not waiting");
    }

    private Decision go(Candidate candidate, @Nullable Place granted, long nowNanos) {
        candidate.sends++;
        RequestChange change = recovery.underWay() ? recovery.change(candidate) : candidate.change();
        if (change == null) {
            throw new IllegalStateException("a target was claimed that cannot be sent to");
        }
        return send(candidate.target, candidate, granted, change, nowNanos);
    }

    private Decision send(
            Target target,
            @Nullable Candidate candidate,
            @Nullable Place granted,
            RequestChange change,
            long nowNanos) {
        attempts++;
        failure = null;
        lastWord.sending();
        Attempt next = new Attempt(this, attempts, target, change, nowNanos, terms.headDeadlineNanos(nowNanos));
        inFlight.begin(next, candidate, granted);
        return new Decision.Send(next);
    }

    /** What to do after an attempt has come to this. */
    public Decision next(Outcome outcome, long nowNanos) {
        Attempt judged = inFlight.attempt();
        failure = outcome instanceof Outcome.Failed failed ? failed.error() : null;
        verdict = atDeadline(Verdicts.of(outcome, judged, upstream.policy().retry()), nowNanos);
        observer.attemptEnded(judged, outcome, verdict, nowNanos);
        Candidate candidate = inFlight.candidate();
        if (candidate == null) {
            return observed(judged, outcome, nowNanos);
        }
        account(candidate, outcome, nowNanos);
        if (verdict == Verdict.SUCCESS) {
            return deliver(judged, Decision.Deliver.AS_IT_IS, nowNanos);
        }
        if (recovery.refused(verdict) && anotherTry(candidate, Verdict.TRANSIENT, nowNanos)) {
            Choice again = targets().claim(candidate, nowNanos, terms.spareNanos(nowNanos));
            if (again != null) {
                return follow(again, nowNanos);
            }
        }
        lastWord.heard(outcome, verdict, judged);
        if (!anotherTry(candidate, verdict, nowNanos)) {
            return giveUp(null, nowNanos);
        }
        return follow(
                targets().next(candidate, () -> mayRepeat(nowNanos), nowNanos, terms.spareNanos(nowNanos)), nowNanos);
    }

    /** A limit that passed at the call's own end is the caller's: nothing may follow it. */
    private Verdict atDeadline(Verdict seen, long nowNanos) {
        return seen == Verdict.SILENT && nowNanos >= terms.deadlineNanos() ? Verdict.CALLER_TIMEOUT : seen;
    }

    private Decision observed(Attempt judged, Outcome outcome, long nowNanos) {
        inFlight.close(verdict == Verdict.SUCCESS, nowNanos);
        if (verdict.transientKind() || verdict == Verdict.KEY_REJECTED || verdict == Verdict.QUOTA_EXHAUSTED) {
            observer.wouldHave("sent again or failed over after " + verdict.errorType());
        }
        if (outcome instanceof Outcome.Failed) {
            end(Ending.FAILED, 0, verdict.errorType(), null, nowNanos);
            return Decision.Deliver.AS_IT_IS;
        }
        return deliver(judged, Decision.Deliver.AS_IT_IS, nowNanos);
    }

    private void account(Candidate candidate, Outcome outcome, long nowNanos) {
        long duration = nowNanos - inFlight.attempt().startNanos();
        if (verdict == Verdict.SUCCESS) {
            candidate.breaker.success(duration);
            candidate.target.key().putBack();
            inFlight.close(true, nowNanos);
            return;
        }
        inFlight.close(false, nowNanos);
        inFlight.releasePlace();
        new Consequences(engine, upstream).of(candidate, outcome, verdict, duration, nowNanos);
    }

    private boolean anotherTry(Candidate candidate, Verdict after, long nowNanos) {
        if (attempts >= terms.maxAttempts || nowNanos >= terms.deadlineNanos()) {
            return false;
        }
        return Consequences.leaveAnotherTry(
                targets(), candidate, after, upstream.policy().retry());
    }

    private boolean mayRepeat(long nowNanos) {
        return upstream.retryBudget().tryRepeat(nowNanos);
    }

    private Decision giveUp(Choice.@Nullable None none, long nowNanos) {
        if (recovery.underWay()) {
            failure = recovery.brokenBy();
            end(Ending.BROKEN_OFF, 0, STREAM_BROKEN, null, nowNanos);
            return Decision.Deliver.AS_IT_IS;
        }
        if (none != null && lastWord.missing(failure)) {
            Response response = Rejections.response(none, upstream);
            end(Ending.REJECTED, response.status(), none.reason().token(), none.reason(), nowNanos);
            return new Decision.Reject(response, none.reason());
        }
        Decision again = lastWord.again(failure, verdict);
        if (again != null) {
            upstream.repeats().remember(terms.request, terms.caller, again, nowNanos);
        }
        Response kept = lastWord.instead(failure, verdict);
        if (kept != null) {
            end(Ending.FAILED, kept.status(), Integer.toString(kept.status()), null, nowNanos);
            return new Decision.Reject(kept, Reason.KEPT_ANSWER);
        }
        if (failure != null) {
            end(Ending.FAILED, 0, verdict.errorType(), null, nowNanos);
            return Decision.Deliver.AS_IT_IS;
        }
        Decision.Deliver last = verdict.repeatedBySdks() ? Decision.Deliver.EXHAUSTED : Decision.Deliver.AS_IT_IS;
        return deliver(inFlight.attempt(), last, nowNanos);
    }

    /** A whole answer that had to be translated goes to the application as one of the agent's making. */
    private Decision deliver(Attempt answered, Decision.Deliver decision, long nowNanos) {
        AnswerGate gate = answered.gate();
        delivered = gate;
        recovery.resumed();
        if (gate == null) {
            end(Ending.ANSWERED, 0, null, null, nowNanos);
        } else {
            gate.onDelivered(nowNanos);
        }
        Response instead = gate == null || recovery.underWay() ? null : gate.instead(decision);
        return instead == null ? decision : new Decision.Reject(instead, Reason.TRANSLATED);
    }

    /** A delivered answer has broken: what to do instead of handing the failure on, or null to do just that. */
    @Nullable
    Decision recover(AnswerGate gate, long nowNanos) {
        Throwable broken = gate.failure();
        Candidate candidate = inFlight.candidate();
        if (over || broken == null || candidate == null) {
            return null;
        }
        recovery.broke(gate, broken);
        inFlight.releasePlace();
        verdict = gate.brokenVerdict();
        new Consequences(engine, upstream).ofBroken(candidate, verdict, nowNanos);
        if (!anotherTry(candidate, verdict, nowNanos)) {
            giveUp(null, nowNanos);
            return null;
        }
        Decision decision = follow(
                targets().next(candidate, () -> mayRepeat(nowNanos), nowNanos, terms.spareNanos(nowNanos)), nowNanos);
        return over ? null : decision;
    }

    /** Whether a delivered answer that breaks now may be taken up by another attempt. */
    boolean recoverable(AnswerGate gate, long nowNanos) {
        return recovery.possible(gate) && attempts < terms.maxAttempts && nowNanos < terms.deadlineNanos();
    }

    /** The delivered answer has been read to its end, broken off, or left. */
    void answerOver(AnswerGate gate, boolean abandoned, long nowNanos) {
        Throwable broken = gate.failure();
        Candidate candidate = inFlight.candidate();
        if (broken != null && candidate != null) {
            if (gate.brokenVerdict().unhealthy()) {
                candidate.breaker.failure(nowNanos - gate.attempt().startNanos(), broken);
            }
            if (recoverable(gate, nowNanos)) {
                // The adapter asks recover() next, which goes on with the call or ends it.
                return;
            }
        }
        end(Results.ofAnswer(gate, abandoned, startNanos), nowNanos);
    }

    /** The application has taken the call back, or an adapter cannot go on: what the call holds is given back. */
    public void cancelled(Throwable cause, long nowNanos) {
        Choice was = pending;
        pending = null;
        if (was instanceof Choice.Queue queue) {
            queue.place().giveBack();
            queue.candidate().breaker.release();
        }
        Candidate candidate = inFlight.candidate();
        if (inFlight.open() && candidate != null) {
            candidate.breaker.release();
        }
        failure = cause;
        end(Ending.ABANDONED, 0, "cancelled", null, nowNanos);
    }

    private void end(Ending ending, int status, @Nullable String errorType, @Nullable Reason rejection, long nowNanos) {
        end(Results.withoutAnswer(ending, inFlight.last(), status, errorType, rejection), nowNanos);
    }

    private void end(CallResult result, long nowNanos) {
        if (over) {
            return;
        }
        over = true;
        inFlight.releasePlace();
        inFlight.close(false, nowNanos);
        observer.ended(result, nowNanos);
    }

    private Targets targets() {
        Targets all = targets;
        if (all == null) {
            throw new IllegalStateException("the call has not been started");
        }
        return all;
    }

    public Upstream upstream() {
        return upstream;
    }

    public Request request() {
        return terms.request;
    }

    public RequestFacts facts() {
        return terms.facts;
    }

    public CallObserver observer() {
        return observer;
    }

    /** Whether it is only looked at: then the client's own retry, too, stays as it is. */
    public boolean observing() {
        return terms.observing();
    }

    /** When it began, on the ticker's scale. */
    public long startNanos() {
        return startNanos;
    }

    /** When everything must be over: the policy's deadline or the caller's own. */
    public long deadlineNanos() {
        return terms.deadlineNanos();
    }

    /** When an answer that has begun must be over: that, or later where the caller's timeout ends with the head. */
    public long answerEndNanos() {
        return terms.answerEndNanos();
    }

    /** Sends so far. */
    public int attempts() {
        return attempts;
    }

    /** The exception of the last attempt, to be thrown when the decision is to deliver; null when there is a response. */
    public @Nullable Throwable failure() {
        return failure;
    }

    Terms terms() {
        return terms;
    }

    @Nullable
    StreamRepair repair() {
        return recovery.repair();
    }

    @Nullable
    Throwable brokenBy() {
        return recovery.brokenBy();
    }

    boolean delivered(AnswerGate gate) {
        return delivered == gate;
    }
}
