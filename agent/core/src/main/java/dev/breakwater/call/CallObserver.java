package dev.breakwater.call;

import dev.breakwater.routing.Endpoint;

/** Watches one call. Its methods are called in order, by one thread at a time, and must neither block nor throw. */
public interface CallObserver {
    /** Sees nothing. */
    CallObserver NONE = new CallObserver() {};

    /** Something to be closed on the thread that opened it. */
    interface Scope extends AutoCloseable {
        Scope NONE = () -> {};

        @Override
        void close();
    }

    /** Right before an attempt is sent, on the sending thread; the scope is closed when the send call returns. */
    default Scope sending(Attempt attempt, long nowNanos) {
        return Scope.NONE;
    }

    /** An attempt has been judged: by its outcome, and by what the provider meant. */
    default void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long nowNanos) {}

    /** The call is about to wait. */
    default void waiting(WaitReason reason, long nanos, long nowNanos) {}

    /** An endpoint is left out since its dialect cannot say what is asked; {@code what} names it. */
    default void passedOver(Endpoint endpoint, String what) {}

    /** Observe mode: what an enforcing policy would have done instead of delivering. */
    default void wouldHave(String action) {}

    /** The call is over: delivered and read to its end, failed, rejected, cancelled. Called exactly once. */
    default void ended(CallResult result, long nowNanos) {}
}
