package dev.breakwater.policy.yaml;

import dev.breakwater.resilience.limit.LimitScope;
import java.time.Duration;
import java.util.List;

/** The keys of {@code rate-limit}. */
final class RateLimitKeys {
    static final Key<Integer> REQUESTS =
            Key.of("requests-per-minute", ValueTypes.integer(1, Integer.MAX_VALUE), "no limit", "Sends in any minute.");
    static final Key<Integer> TOKENS = Key.of(
            "tokens-per-minute",
            ValueTypes.integer(1, Integer.MAX_VALUE),
            "no limit",
            "An estimate and the maximum output are reserved before the send and settled by the reported usage.");
    static final Key<Integer> CONCURRENT = Key.of(
            "concurrent-requests", ValueTypes.integer(1, Integer.MAX_VALUE), "no limit", "Sends under way at once.");
    static final Key<Integer> MAX_QUEUE = Key.of(
            "max-queue",
            ValueTypes.integer(0, Integer.MAX_VALUE),
            "1000",
            "Callers that may wait for a place; the next one is rejected at once.");
    static final Key<Duration> MAX_WAIT =
            Key.of("max-wait", ValueTypes.DURATION, "10s", "The longest that a caller waits for a place.");
    static final Key<LimitScope> PER =
            Key.of("per", ValueTypes.oneOf(LimitScope.class), "key", "What shares one limit.");
    static final Key<Boolean> FOLLOW_PROVIDER = Key.of(
            "follow-provider",
            ValueTypes.BOOLEAN,
            "false",
            "Slow down when the provider's own rate-limit headers say so.");
    static final Key<String> SHARED = Key.of(
            "shared",
            TextTypes.OPTIONAL_SECRET_TEXT,
            "this JVM alone",
            "One limit for the whole fleet: redis://host:6379; empty = this JVM alone.");

    static final Section SECTION =
            new Section(List.of(REQUESTS, TOKENS, CONCURRENT, MAX_QUEUE, MAX_WAIT, PER, FOLLOW_PROVIDER, SHARED));

    private RateLimitKeys() {}
}
