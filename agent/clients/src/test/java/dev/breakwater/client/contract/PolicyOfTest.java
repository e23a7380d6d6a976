package dev.breakwater.client.contract;

import dev.breakwater.message.Header;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy for one scenario: says what the scenario is about and nothing else. Backoff is 100 ms without jitter. */
public final class PolicyOfTest {
    private final String baseUrl;
    private final String dialect;
    private final List<EndpointConfig> endpoints = new ArrayList<>();
    private Mode mode = Mode.ENFORCE;
    private Optional<Duration> connect = Optional.empty();
    private Optional<Duration> firstToken = Optional.empty();
    private Optional<Duration> idle = Optional.empty();
    private Optional<Duration> answer = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private LimitConfig limit = LimitConfig.NONE;
    private StreamRecovery recovery = StreamRecovery.FIRST_TOKEN;
    private int maxAttempts = 3;
    private Duration backoff = Duration.ofMillis(100);

    private PolicyOfTest(String baseUrl, String dialect) {
        this.baseUrl = baseUrl;
        this.dialect = dialect;
    }

    /** One endpoint, the base URL itself, with the caller's own key; all of it speaks OpenAI. */
    public static PolicyOfTest of(String baseUrl) {
        return of(baseUrl, "openai");
    }

    /** The same for an application that speaks another dialect. */
    public static PolicyOfTest of(String baseUrl, String dialect) {
        return new PolicyOfTest(baseUrl, dialect).endpoint("primary", baseUrl, AuthScheme.BEARER, null, Map.of());
    }

    /** A second endpoint, for when the first one fails, with a key of its own. */
    public PolicyOfTest fallback(String url, String key) {
        return endpoint("fallback", url, AuthScheme.BEARER, key, Map.of());
    }

    /** A second endpoint that speaks another dialect than the application, with a key of its own. */
    public PolicyOfTest foreignFallback(String url, String itsDialect, AuthScheme auth, String key) {
        return endpoint("fallback", url, Optional.of(itsDialect), auth, key, Map.of());
    }

    public PolicyOfTest endpoint(
            String name, String url, AuthScheme auth, String key, Map<String, Optional<String>> models) {
        return endpoint(name, url, Optional.empty(), auth, key, models);
    }

    private PolicyOfTest endpoint(
            String name,
            String url,
            Optional<String> itsDialect,
            AuthScheme auth,
            String key,
            Map<String, Optional<String>> models) {
        endpoints.add(new EndpointConfig(
                name,
                EndpointUrl.parse(url),
                itsDialect,
                itsDialect.orElse(dialect),
                endpoints.size() + 1,
                1,
                Map.of(),
                key == null ? List.of() : List.of(new Header("X-Breakwater-Test", name)),
                auth,
                key == null ? List.of() : List.of(new Secret(name, key)),
                models,
                0,
                true,
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    public PolicyOfTest observing() {
        mode = Mode.OBSERVE;
        return this;
    }

    public PolicyOfTest connect(Duration limit) {
        connect = Optional.of(limit);
        return this;
    }

    public PolicyOfTest firstToken(Duration limit) {
        firstToken = Optional.of(limit);
        return this;
    }

    public PolicyOfTest idle(Duration limit) {
        idle = Optional.of(limit);
        return this;
    }

    public PolicyOfTest answer(Duration limit) {
        answer = Optional.of(limit);
        return this;
    }

    public PolicyOfTest deadline(Duration limit) {
        deadline = Optional.of(limit);
        return this;
    }

    public PolicyOfTest maxAttempts(int sends) {
        maxAttempts = sends;
        return this;
    }

    public PolicyOfTest backoff(Duration pause) {
        backoff = pause;
        return this;
    }

    public PolicyOfTest concurrentRequests(int limit, int queue) {
        this.limit = new LimitConfig(0, limit, queue, Duration.ofSeconds(20), LimitScope.ENDPOINT);
        return this;
    }

    public PolicyOfTest recovery(StreamRecovery how) {
        recovery = how;
        return this;
    }

    public Policy build() {
        UpstreamPolicy upstream = new UpstreamPolicy(
                "llm",
                List.of(HostPattern.parse(baseUrl)),
                dialect,
                dialect,
                mode,
                endpoints,
                BalanceStrategyName.WEIGHTED,
                deadline,
                new TimeoutsConfig(connect, firstToken, idle, answer),
                new RetryConfig(
                        maxAttempts,
                        2,
                        Duration.ofSeconds(2),
                        new BackoffConfig(backoff, 1, backoff, Jitter.NONE),
                        Duration.ofSeconds(60),
                        java.util.Set.of(),
                        new RetryBudgetConfig(1, 100),
                        Ambiguous.RETRY),
                Optional.empty(),
                limit,
                recovery,
                Map.of());
        return new Policy(List.of(upstream), false);
    }
}
