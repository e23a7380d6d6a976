package dev.breakwater.telemetry;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An upstream "openai" with the caller's key at its own host and, behind it, Azure with a key of its own. */
final class TestPolicies {
    private TestPolicies() {}

    static UpstreamPolicy failover() {
        return of(Mode.ENFORCE, RetryBudgetConfig.DEFAULT, primary(), azure());
    }

    static UpstreamPolicy alone(Mode mode) {
        return of(mode, RetryBudgetConfig.DEFAULT, primary());
    }

    /** Two keys at the application's own host. */
    static UpstreamPolicy keys() {
        return of(
                Mode.ENFORCE,
                RetryBudgetConfig.DEFAULT,
                endpoint("primary", "https://api.openai.com/v1", 1, Map.of(), "ONE", "TWO"));
    }

    /** A second endpoint that speaks another dialect. */
    static UpstreamPolicy abroad() {
        return of(
                Mode.ENFORCE,
                RetryBudgetConfig.DEFAULT,
                primary(),
                endpoint("abroad", "https://api.anthropic.com", 2, Map.of(), "ABROAD"));
    }

    static EndpointConfig primary() {
        return endpoint("primary", "https://api.openai.com/v1", 1, Map.of());
    }

    static EndpointConfig azure() {
        return endpoint(
                "azure-eu",
                "https://acme.openai.azure.com/openai/deployments/{model}",
                2,
                Map.of("api-version", "2024-10-21", "sig", "secret-signature"),
                "AZURE_KEY");
    }

    private static EndpointConfig endpoint(
            String name, String url, int priority, Map<String, String> query, String... keys) {
        List<Secret> secrets = java.util.Arrays.stream(keys)
                .map(key -> new Secret("env:" + key, "secret-of-" + key))
                .toList();
        return new EndpointConfig(
                name,
                EndpointUrl.parse(url),
                url.contains("anthropic") ? Optional.of("anthropic") : Optional.empty(),
                url.contains("azure") ? "azure.ai.openai" : url.contains("anthropic") ? "anthropic" : "openai",
                priority,
                1,
                query,
                List.of(),
                AuthScheme.BEARER,
                secrets,
                priority == 1 ? Map.of() : Map.of("gpt-4.1", Optional.of("gpt-41-eu")),
                0,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** A stream that breaks before anything of it was read is asked for again. */
    static UpstreamPolicy restarting() {
        return of(Mode.ENFORCE, RetryBudgetConfig.DEFAULT, StreamRecovery.RESTART, primary(), azure());
    }

    private static UpstreamPolicy of(Mode mode, RetryBudgetConfig budget, EndpointConfig... endpoints) {
        return of(mode, budget, StreamRecovery.FIRST_TOKEN, endpoints);
    }

    private static UpstreamPolicy of(
            Mode mode, RetryBudgetConfig budget, StreamRecovery recovery, EndpointConfig... endpoints) {
        BreakerConfig breaker = new BreakerConfig(
                BreakerConfig.DEFAULT.slidingWindowType(),
                4,
                4,
                50,
                100,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                1);
        return new UpstreamPolicy(
                "openai",
                List.of(HostPattern.parse("https://api.openai.com/v1")),
                "openai",
                "openai",
                mode,
                List.of(endpoints),
                BalanceStrategyName.WEIGHTED,
                Optional.empty(),
                TimeoutsConfig.NONE,
                new RetryConfig(
                        3,
                        2,
                        Duration.ofSeconds(2),
                        new BackoffConfig(Duration.ofMillis(500), 2, Duration.ofSeconds(8), Jitter.NONE),
                        Duration.ofSeconds(60),
                        Set.of(),
                        budget,
                        Ambiguous.RETRY),
                Optional.of(breaker),
                LimitConfig.NONE,
                recovery,
                Map.of());
    }
}
