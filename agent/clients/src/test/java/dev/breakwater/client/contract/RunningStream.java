package dev.breakwater.client.contract;

import java.time.Duration;

/** A call under way whose answer is given before it has been read. */
public interface RunningStream {
    /**
     * The answer.
     *
     * @throws Exception what the application sees: as the client itself gives it, without wrappers of futures
     */
    OpenAnswer get(Duration timeout) throws Exception;

    /** Takes the call back, in the client's own way; also while its answer is being read, where the client can. */
    void cancel();
}
