package dev.breakwater.call;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Wakes one waiting call early. Thread-safe; raised at most once, listened to by one. */
public final class Signal {
    private static final Runnable RAISED = () -> {};

    private final AtomicReference<@Nullable Runnable> state = new AtomicReference<>();

    /** Ends the wait. The listener runs on the calling thread and must be short. */
    public void raise() {
        Runnable listener = state.getAndSet(RAISED);
        if (listener != null && listener != RAISED) {
            listener.run();
        }
    }

    /** Runs {@code listener} when raised, at once if it already was. */
    public void onRaised(Runnable listener) {
        if (!state.compareAndSet(null, listener)) {
            listener.run();
        }
    }

    public boolean raised() {
        return state.get() == RAISED;
    }
}
