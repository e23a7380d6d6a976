package dev.breakwater.dialect;

/**
 * An answer of the agent's own, to be written in the provider's error shape.
 *
 * @param status 402, 429 or 503
 * @param code short and stable, snake case, for {@code error.code}
 * @param message one sentence for a person, naming the remedy where there is one
 */
public record Rejection(int status, String code, String message) {}
