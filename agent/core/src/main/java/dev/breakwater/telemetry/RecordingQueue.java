package dev.breakwater.telemetry;

/**
 * Takes calls that are over, to be recorded soon by a thread that waits for nothing else: one after the other there they take
 * half of the time that each takes between a call's other work, and no caller waits for it. Thread-safe.
 */
@FunctionalInterface
public interface RecordingQueue {
    /** Has everything recorded at once, by whom it belongs to. */
    RecordingQueue NONE = recording -> false;

    /** False if there is no room for it: then whoever brings it records it. */
    boolean offer(Runnable recording);
}
