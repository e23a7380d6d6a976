package dev.breakwater.policy.yaml;

import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointUrl;
import dev.breakwater.routing.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of an item of {@code endpoints}. */
final class EndpointKeys {
    static final Key<String> NAME = Key.of(
            "name", TextTypes.TEXT, "the URL's host", "What logs, spans and metrics call it; unique in its upstream.");
    static final Key<EndpointUrl> URL = Key.of(
            "url",
            TextTypes.ENDPOINT_URL,
            "required",
            "Takes base-url's place in the request's URL; the rest of the path and the query stay. {model} stands for "
                    + "the model's name here.");
    static final Key<String> DIALECT = Key.of(
            "dialect",
            UpstreamKeys.DIALECTS,
            "the upstream's",
            "The wire format here. Where it is another than the upstream's, chat calls are translated; as far "
                    + "as they can be: openai and anthropic to one another.");
    static final Key<Integer> PRIORITY = Key.of(
            "priority",
            ValueTypes.integer(1, 1000),
            "its place in the list; 1 as soon as any endpoint gives a priority or a weight",
            "Lower first; equal priorities share traffic by `balance`.");
    static final Key<Integer> WEIGHT = Key.of(
            "weight",
            ValueTypes.integer(0, 1_000_000),
            "1",
            "Its share among endpoints of equal priority; 0 = drained, it takes no traffic.");
    static final Key<Map<String, String>> QUERY = Key.of(
            "query",
            new Shape.MapOf<>(new Shape.Leaf<>(TextTypes.FIELD_VALUE)),
            "none",
            "Parameters that are added, replacing the request's own of the same name.");
    static final Key<Map<String, String>> HEADERS = Key.of(
            "headers",
            new Shape.MapOf<>(new Shape.Leaf<>(TextTypes.FIELD_VALUE)),
            "none",
            "Fields that are set, replacing the request's own of the same name.");
    static final Key<AuthScheme> AUTH = Key.of(
            "auth",
            ValueTypes.oneOf(AuthScheme.class),
            "by host and dialect",
            "How a key is presented. none = no credential at all; caller = the caller's own goes along, wherever "
                    + "the endpoint is.");
    static final Key<Secret> KEY = Key.of(
            "key",
            TextTypes.SECRET,
            "the caller's own key, which never leaves its origin",
            "The credential for this endpoint. Required on another origin than base-url, unless `auth` is caller or "
                    + "none.");
    static final Key<List<Secret>> KEYS = Key.of(
            "keys",
            new Shape.ListOf<>(new Shape.Leaf<>(TextTypes.SECRET)),
            "see `key`",
            "A pool of credentials; instead of `key`.");
    static final Key<Map<String, Optional<String>>> MODELS = Key.of(
            "models",
            new Shape.MapOf<>(new Shape.OrNull<>(new Shape.Leaf<>(TextTypes.TEXT))),
            "every model under its own name",
            "Request model to model here; null = not served here. A model that is not listed keeps its name.");
    static final Key<Integer> CONTEXT_WINDOW = Key.of(
            "context-window",
            ValueTypes.integer(1, Integer.MAX_VALUE),
            "unknown",
            "Tokens; lets context-length failures go to a larger endpoint.");
    static final Key<Boolean> SUPPORTS_PREFILL = Key.of(
            "supports-prefill",
            ValueTypes.BOOLEAN,
            "false",
            "Whether a cut stream may be continued here by an assistant prefix.");
    static final Key<View> CIRCUIT_BREAKER = Key.of(
            "circuit-breaker",
            BreakerKeys.SECTION,
            "the upstream's",
            "This endpoint's own settings; keys that are not given come from the upstream's section.");
    static final Key<View> RATE_LIMIT = Key.of(
            "rate-limit",
            RateLimitKeys.SECTION,
            "the upstream's",
            "This endpoint's own settings; keys that are not given come from the upstream's section.");
    static final Key<View> TIMEOUTS = own("timeouts", TimeoutKeys.SECTION);
    static final Key<View> RETRY = own("retry", RetryKeys.SECTION);
    static final Key<View> HEALTH_CHECK = own("health-check", FutureKeys.HEALTH_CHECK_SECTION);
    static final Key<View> STREAM = own("stream", StreamKeys.SECTION);
    static final Key<View> BUDGET = own("budget", FutureKeys.BUDGET_SECTION);

    static final Section SECTION = new Section(List.of(
            NAME,
            URL,
            DIALECT,
            PRIORITY,
            WEIGHT,
            QUERY,
            HEADERS,
            AUTH,
            KEY,
            KEYS,
            MODELS,
            CONTEXT_WINDOW,
            SUPPORTS_PREFILL,
            CIRCUIT_BREAKER,
            RATE_LIMIT,
            TIMEOUTS,
            RETRY,
            HEALTH_CHECK,
            STREAM,
            BUDGET));

    private EndpointKeys() {}

    private static Key<View> own(String name, Section section) {
        return Key.of(name, section, "the upstream's", "This endpoint's own settings.");
    }
}
