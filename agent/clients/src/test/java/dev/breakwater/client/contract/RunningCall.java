package dev.breakwater.client.contract;

import java.time.Duration;

/** A call under way that holds no thread of the caller's. */
public interface RunningCall {
    /**
     * The answer.
     *
     * @throws Exception what the application sees: as the client itself gives it, without wrappers of futures
     */
    Received get(Duration timeout) throws Exception;

    /** Takes the call back, in the client's own way. */
    void cancel();
}
