package dev.breakwater.call;

import dev.breakwater.routing.Endpoint;

/** Two observers of one call as one. */
record ObserverPair(CallObserver first, CallObserver second) implements CallObserver {

    @Override
    public Scope sending(Attempt attempt, long nowNanos) {
        Scope outer = first.sending(attempt, nowNanos);
        Scope inner = second.sending(attempt, nowNanos);
        if (outer == Scope.NONE) {
            return inner;
        }
        return inner == Scope.NONE
                ? outer
                : () -> {
                    inner.close();
                    outer.close();
                };
    }

    @Override
    public void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long nowNanos) {
        first.attemptEnded(attempt, outcome, verdict, nowNanos);
        second.attemptEnded(attempt, outcome, verdict, nowNanos);
    }

    @Override
    public void waiting(WaitReason reason, long nanos, long nowNanos) {
        first.waiting(reason, nanos, nowNanos);
        second.waiting(reason, nanos, nowNanos);
    }

    @Override
    public void passedOver(Endpoint endpoint, String what) {
        first.passedOver(endpoint, what);
        second.passedOver(endpoint, what);
    }

    @Override
    public void wouldHave(String action) {
        first.wouldHave(action);
        second.wouldHave(action);
    }

    @Override
    public void ended(CallResult result, long nowNanos) {
        first.ended(result, nowNanos);
        second.ended(result, nowNanos);
    }
}
