package dev.breakwater.client.nonblocking;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Notices that an attempt's connection stands, for clients that do not tell: each takes up a body only when it can send it. Either
 * that comes first or the limit does, never both.
 */
public final class ConnectionWatch {
    private enum State {
        AWAITED,
        STANDS,
        TOO_LATE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.AWAITED);

    /** The body is taken up; false if it must not be sent any more. */
    public boolean stands() {
        return state.compareAndSet(State.AWAITED, State.STANDS) || state.get() == State.STANDS;
    }

    /** The limit has passed; true if no connection stood by then, and then none will. */
    public boolean giveUp() {
        return state.compareAndSet(State.AWAITED, State.TOO_LATE);
    }
}
