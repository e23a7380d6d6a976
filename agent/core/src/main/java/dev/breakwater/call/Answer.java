package dev.breakwater.call;

import org.jspecify.annotations.Nullable;

/**
 * What came back for one attempt, together with what the call decided about it.
 *
 * @param response null where the adapter has already discarded it
 */
public record Answer<R>(@Nullable R response, Decision decision) {}
