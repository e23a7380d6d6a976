package dev.breakwater.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What a dialect reads off a request, once a call.
 *
 * @param model as the application wrote it, or null when the request names none or was not readable
 * @param stream whether the answer is asked for as a stream
 * @param modelStart index in the body of the model's JSON string, its opening quote included; -1 when the model is not in the body
 * @param modelEnd index behind its closing quote
 * @param maxOutputTokens what the request allows, -1 when it does not say
 * @param includesStreamUsage whether a stream was asked to report its usage (OpenAI's {@code stream_options.include_usage})
 */
public record RequestFacts(
        Operation operation,
        @Nullable String model,
        boolean stream,
        int modelStart,
        int modelEnd,
        int maxOutputTokens,
        boolean includesStreamUsage) {

    /** A request that the dialect has nothing to say about. */
    public static final RequestFacts UNKNOWN = new RequestFacts(Operation.OTHER, null, false, -1, -1, -1, false);
}
