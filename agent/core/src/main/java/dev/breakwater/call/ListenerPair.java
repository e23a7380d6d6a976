package dev.breakwater.call;

/** Two listeners as one. */
record ListenerPair(CallListener first, CallListener second) implements CallListener {

    @Override
    public CallObserver started(Call call, long nowNanos) {
        CallObserver one = first.started(call, nowNanos);
        CallObserver other = second.started(call, nowNanos);
        return one == CallObserver.NONE ? other : other == CallObserver.NONE ? one : new ObserverPair(one, other);
    }

    @Override
    public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        first.breakerChanged(upstream, endpoint, model, from, to);
        second.breakerChanged(upstream, endpoint, model, from, to);
    }

    @Override
    public void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        first.keyRejected(upstream, endpoint, keyLabel, why);
        second.keyRejected(upstream, endpoint, keyLabel, why);
    }
}
