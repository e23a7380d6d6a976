package dev.breakwater.call;

/** Watches an engine: every call, and what happens to what calls share. Thread-safe; must neither block nor throw. */
public interface CallListener {
    /** Sees nothing. */
    CallListener NONE = new CallListener() {};

    /** Both, the first one first. */
    static CallListener both(CallListener first, CallListener second) {
        return first == NONE ? second : second == NONE ? first : new ListenerPair(first, second);
    }

    /** A call begins, on the calling thread. */
    default CallObserver started(Call call, long nowNanos) {
        return CallObserver.NONE;
    }

    /** A circuit breaker moved, by Resilience4j's state names. */
    default void breakerChanged(String upstream, String endpoint, String model, String from, String to) {}

    /** A key was taken out of its pool. */
    default void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {}
}
