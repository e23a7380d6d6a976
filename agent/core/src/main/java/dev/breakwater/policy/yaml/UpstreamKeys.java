package dev.breakwater.policy.yaml;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.routing.BalanceStrategyName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of an upstream. */
final class UpstreamKeys {
    static final Key<List<HostPattern>> BASE_URL = Key.of(
            "base-url",
            new Shape.OneOrMany<>(new Shape.Leaf<>(TextTypes.BASE_URL)),
            "by the upstream's name; required where that is not well known",
            "What the application calls today: one URL or a list; a host may be *.example.com.");
    static final ValueType<String> DIALECTS =
            ValueTypes.word("openai", "anthropic", "gemini", "bedrock", "ollama", "generic");
    static final Key<String> DIALECT = Key.of(
            "dialect",
            DIALECTS,
            "by name or base-url's host; openai for a host that is not well known",
            "The provider's wire format.");
    static final Key<Mode> MODE = Key.of(
            "mode",
            ValueTypes.oneOf(Mode.class),
            "enforce",
            "enforce acts; observe is telemetry only, with decisions logged as \"would have\".");
    static final Key<List<View>> ENDPOINTS =
            Key.of("endpoints", new Shape.ListOf<>(EndpointKeys.SECTION), "base-url itself", "Where calls may go.");
    static final Key<BalanceStrategyName> BALANCE = Key.of(
            "balance",
            ValueTypes.oneOf(BalanceStrategyName.class),
            "weighted",
            "How endpoints of equal priority share traffic.");
    static final Key<Optional<Duration>> DEADLINE = Key.of(
            "deadline",
            ValueTypes.DEADLINE,
            "caller",
            "The whole call, waits included. It never exceeds the application's own timeout, which is what `caller` "
                    + "means by itself.");
    static final Key<View> TIMEOUTS = Key.of(
            "timeouts",
            TimeoutKeys.SECTION,
            "",
            "Limits of one attempt; each missed limit is a failed attempt like any other.");
    static final Key<View> RETRY =
            Key.of("retry", RetryKeys.SECTION, "", "How often, how soon and where a failed call is sent again.");
    static final Key<View> CIRCUIT_BREAKER = Key.of(
            "circuit-breaker",
            BreakerKeys.SECTION,
            "as below; with a single endpoint and no section it reports and never rejects",
            "Per endpoint and model; Resilience4j's names and meaning.");
    static final Key<View> RATE_LIMIT =
            Key.of("rate-limit", RateLimitKeys.SECTION, "off", "How much may be sent, with a bounded queue.");
    static final Key<View> STREAM = Key.of("stream", StreamKeys.SECTION, "", "What becomes of a cut stream.");

    static final Key<Map<String, List<String>>> FALLBACK_MODELS = Key.of(
            "fallback-models",
            new Shape.MapOf<>(new Shape.ListOf<>(new Shape.Leaf<>(TextTypes.TEXT))),
            "off",
            "Models to ask when every endpoint for the first one is exhausted.");

    static final Section SECTION = new Section(List.of(
            BASE_URL,
            DIALECT,
            MODE,
            ENDPOINTS,
            BALANCE,
            DEADLINE,
            TIMEOUTS,
            RETRY,
            CIRCUIT_BREAKER,
            RATE_LIMIT,
            STREAM,
            FALLBACK_MODELS,
            FutureKeys.HEALTH_CHECK,
            FutureKeys.ROLLOUT,
            FutureKeys.BUDGET,
            FutureKeys.CACHE,
            FutureKeys.MAX_RESPONSE_SIZE,
            FutureKeys.MIRROR,
            FutureKeys.HEDGING));

    private UpstreamKeys() {}
}
