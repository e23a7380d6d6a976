package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.call.WaitReason;
import dev.breakwater.routing.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one call's events, in order, until there is somebody to tell. Thread-safe: the telling comes from another thread. */
final class DeferredObserver implements CallObserver {
    private final List<Consumer<CallObserver>> kept = new ArrayList<>();
    private @Nullable CallObserver told;

    synchronized void open(CallObserver observer) {
        kept.forEach(event -> event.accept(observer));
        kept.clear();
        told = observer;
    }

    @Override
    public synchronized Scope sending(Attempt attempt, long nowNanos) {
        if (told != null) {
            return told.sending(attempt, nowNanos);
        }
        kept.add(observer -> observer.sending(attempt, nowNanos).close());
        return Scope.NONE;
    }

    @Override
    public void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long nowNanos) {
        tell(observer -> observer.attemptEnded(attempt, outcome, verdict, nowNanos));
    }

    @Override
    public void waiting(WaitReason reason, long nanos, long nowNanos) {
        tell(observer -> observer.waiting(reason, nanos, nowNanos));
    }

    @Override
    public void passedOver(Endpoint endpoint, String what) {
        tell(observer -> observer.passedOver(endpoint, what));
    }

    @Override
    public void wouldHave(String action) {
        tell(observer -> observer.wouldHave(action));
    }

    @Override
    public void ended(CallResult result, long nowNanos) {
        tell(observer -> observer.ended(result, nowNanos));
    }

    private synchronized void tell(Consumer<CallObserver> event) {
        if (told == null) {
            kept.add(event);
        } else {
            event.accept(told);
        }
    }
}
