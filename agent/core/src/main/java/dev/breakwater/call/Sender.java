package dev.breakwater.call;

import dev.breakwater.message.Response;

/**
 * A client adapter as a driver uses it: one instance a call.
 *
 * @param <R> the client's response type
 */
public interface Sender<R> {

    /** Closes a response that nobody will read. Never throws. */
    void discard(R response);

    /** The response for the application, with the decision's headers, its body still watched by the gate. */
    R deliver(R response, Decision.Deliver decision);

    /** A response of the agent's own in the client's type. */
    R synthesize(Response response);
}
