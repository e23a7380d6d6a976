package dev.breakwater.call;

/**
 * A client adapter as the blocking driver uses it: on the calling thread.
 *
 * @param <R> the client's response type
 */
public interface BlockingSender<R> extends Sender<R> {

    /**
     * Sends one attempt, feeds the answer to the gate of {@link Attempt#onHead} until it no longer holds, and asks {@link Call#next}.
     *
     * @throws Exception what the client threw; the driver reports it to the call and rethrows it if the call says so
     */
    Answer<R> send(Attempt attempt) throws Exception;

    /** Whether the application has taken the call back; asked while waiting, every 20 ms. */
    boolean cancelled();

    /** What to throw when it has. */
    Exception cancellation();

    /** What to throw when the calling thread was interrupted while waiting; sets the flag again where the client does so. */
    Exception interruption();
}
