package dev.breakwater.client.contract;

/** The ways in which an application calls and reads. */
public enum CallStyle {
    BLOCKING(true),
    BLOCKING_STREAM(true),
    ASYNC(false),
    ASYNC_STREAM(false);

    private final boolean blocking;

    CallStyle(boolean blocking) {
        this.blocking = blocking;
    }

    /** Whether the caller's thread waits for the answer's head. */
    boolean blocking() {
        return blocking;
    }

    /** Whether the application reads the body by itself. */
    boolean streams() {
        return this == BLOCKING_STREAM || this == ASYNC_STREAM;
    }
}
