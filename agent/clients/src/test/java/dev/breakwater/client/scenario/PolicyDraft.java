package dev.breakwater.client.scenario;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.Ambiguous;
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

/** A policy for one upstream, as a test needs it; what is not said is harmless and fast. */
public final class PolicyDraft {
    private final String baseUrl;
    private final List<EndpointConfig> endpoints = new ArrayList<>();
    public Mode mode = Mode.ENFORCE;
    public TimeoutsConfig timeouts = TimeoutsConfig.NONE;
    public LimitConfig limit = LimitConfig.NONE;
    public Optional<Duration> deadline = Optional.empty();
    public Duration backoff = Duration.ofMillis(10);
    public int maxAttempts = 3;

    PolicyDraft(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** The next endpoint in line; without keys it gets the caller's own, if it is on the caller's origin. */
    public PolicyDraft endpoint(String name, String url, String... keys) {
        return endpoint(name, url, AuthScheme.BEARER, Map.of(), keys);
    }

    public PolicyDraft endpoint(String name, String url, AuthScheme auth, Map<String, String> models, String... keys) {
        Map<String, Optional<String>> served = new HashMap<>();
        models.forEach((asked, model) -> served.put(asked, Optional.of(model)));
        endpoints.add(new EndpointConfig(
                name,
                EndpointUrl.parse(url),
                Optional.empty(),
                "openai",
                endpoints.size() + 1,
                1,
                Map.of(),
                List.of(),
                auth,
                Arrays.stream(keys).map(key -> new Secret("test:" + key, key)).toList(),
                served,
                0,
                false,
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    PolicyDraft orElse(String name, String url, String... keys) {
        return endpoints.stream().anyMatch(endpoint -> endpoint.name().equals(name)) ? this : endpoint(name, url, keys);
    }

    public PolicyDraft firstToken(Duration limit) {
        timeouts = new TimeoutsConfig(timeouts.connect(), Optional.of(limit), timeouts.idle(), timeouts.answer());
        return this;
    }

    public PolicyDraft idle(Duration limit) {
        timeouts = new TimeoutsConfig(timeouts.connect(), timeouts.firstToken(), Optional.of(limit), timeouts.answer());
        return this;
    }

    public PolicyDraft answer(Duration limit) {
        timeouts = new TimeoutsConfig(timeouts.connect(), timeouts.firstToken(), timeouts.idle(), Optional.of(limit));
        return this;
    }

    public PolicyDraft connect(Duration limit) {
        timeouts = new TimeoutsConfig(Optional.of(limit), timeouts.firstToken(), timeouts.idle(), timeouts.answer());
        return this;
    }

    Policy build() {
        RetryConfig retry = new RetryConfig(
                maxAttempts,
                2,
                Duration.ofSeconds(2),
                new BackoffConfig(backoff, 2, backoff.multipliedBy(10), Jitter.NONE),
                Duration.ofSeconds(60),
                Set.of(),
                new RetryBudgetConfig(1, 1000),
                Ambiguous.RETRY);
        UpstreamPolicy upstream = new UpstreamPolicy(
                "llm",
                List.of(HostPattern.parse(baseUrl)),
                "openai",
                "openai",
                mode,
                endpoints,
                BalanceStrategyName.WEIGHTED,
                deadline,
                timeouts,
                retry,
                Optional.empty(),
                limit,
                StreamRecovery.FIRST_TOKEN,
                Map.of());
        return new Policy(List.of(upstream), false);
    }
}
