package dev.breakwater.message;

import java.util.List;

/**
 * A whole response that the agent hands to the application itself: a rejection, or a provider's answer that was kept.
 *
 * @param body as it goes over the wire; nobody writes to it
 */
public record Response(int status, List<Header> headers, byte[] body) {}
