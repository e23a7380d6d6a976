package dev.breakwater.call;

import dev.breakwater.message.Header;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.BackoffConfig;
import dev.breakwater.resilience.retry.Jitter;
import dev.breakwater.resilience.retry.RetryBudgetConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.EndpointUrl;
import dev.breakwater.routing.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Policies for tests, written so that a test shows what it is about and nothing else. */
final class Policies {
    final List<EndpointConfig> endpoints = new ArrayList<>();
    Mode mode = Mode.ENFORCE;
    BalanceStrategyName balance = BalanceStrategyName.WEIGHTED;
    Optional<Duration> deadline = Optional.empty();
    TimeoutsConfig timeouts = TimeoutsConfig.NONE;
    Optional<BreakerConfig> breaker = Optional.empty();
    LimitConfig limit = LimitConfig.NONE;
    StreamRecovery recovery = StreamRecovery.FIRST_TOKEN;
    Map<String, List<String>> fallbackModels = Map.of();
    int maxAttempts = 3;
    int attemptsPerEndpoint = 2;
    Duration patience = Duration.ofSeconds(2);
    BackoffConfig backoff = new BackoffConfig(Duration.ofMillis(500), 2, Duration.ofSeconds(8), Jitter.NONE);
    Duration retryAfterMax = Duration.ofSeconds(60);
    Set<Integer> statuses = Set.of();
    RetryBudgetConfig budget = RetryBudgetConfig.DEFAULT;
    dev.breakwater.resilience.retry.Ambiguous ambiguous = dev.breakwater.resilience.retry.Ambiguous.RETRY;

    /** One endpoint, the base URL itself, the caller's own key. */
    static Policies one() {
        return new Policies().endpoint(endpoint("a", World.BASE, 1));
    }

    /** "a" is the base URL with the caller's key, "b" another origin with a key of its own. */
    static Policies two() {
        return one().endpoint(endpoint("b", "https://b.example.org/llm/v1", 2, "key-b"));
    }

    Policies endpoint(EndpointConfig endpoint) {
        endpoints.add(endpoint);
        return this;
    }

    Policies with(Consumer<Policies> change) {
        change.accept(this);
        return this;
    }

    World world() {
        return new World(build());
    }

    UpstreamPolicy build() {
        return new UpstreamPolicy(
                "test",
                List.of(HostPattern.parse(World.BASE)),
                "test",
                "test",
                mode,
                endpoints,
                balance,
                deadline,
                timeouts,
                new RetryConfig(
                        maxAttempts,
                        attemptsPerEndpoint,
                        patience,
                        backoff,
                        retryAfterMax,
                        statuses,
                        budget,
                        ambiguous),
                breaker,
                limit,
                recovery,
                fallbackModels);
    }

    static EndpointConfig endpoint(String name, String url, int priority, String... keys) {
        List<Secret> secrets =
                Arrays.stream(keys).map(key -> new Secret(key, "secret-" + key)).toList();
        return endpoint(name, url, priority, 1, secrets, Map.of(), 0);
    }

    static EndpointConfig endpoint(
            String name,
            String url,
            int priority,
            int weight,
            List<Secret> keys,
            Map<String, String> models,
            int contextWindow) {
        Map<String, Optional<String>> served = new HashMap<>();
        models.forEach((from, to) -> served.put(from, to.isEmpty() ? Optional.empty() : Optional.of(to)));
        return new EndpointConfig(
                name,
                EndpointUrl.parse(url),
                Optional.empty(),
                "openai",
                priority,
                weight,
                Map.of(),
                List.<Header>of(),
                AuthScheme.BEARER,
                keys,
                served,
                contextWindow,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
