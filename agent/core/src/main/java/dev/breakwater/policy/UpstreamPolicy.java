package dev.breakwater.policy;

import dev.breakwater.message.Url;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.EndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says about one upstream: the hosts that the application calls today, and what may happen to those calls.
 *
 * @param name the key under {@code upstreams}
 * @param baseUrls what the application calls today; at least one
 * @param dialect a name of {@code Dialects}
 * @param provider the value of {@code gen_ai.provider.name}
 * @param endpoints at least one
 * @param deadline the whole call, waits included; empty = the caller's own timeout and nothing else
 * @param breaker empty = not given: defaults, which with a single endpoint only report
 * @param fallbackModels request model to the models that are asked, in this order, when every endpoint for it is exhausted
 */
public record UpstreamPolicy(
        String name,
        List<HostPattern> baseUrls,
        String dialect,
        String provider,
        Mode mode,
        List<EndpointConfig> endpoints,
        BalanceStrategyName balance,
        Optional<Duration> deadline,
        TimeoutsConfig timeouts,
        RetryConfig retry,
        Optional<BreakerConfig> breaker,
        LimitConfig limit,
        StreamRecovery streamRecovery,
        Map<String, List<String>> fallbackModels) {

    public UpstreamPolicy {
        baseUrls = List.copyOf(baseUrls);
        endpoints = List.copyOf(endpoints);
        fallbackModels = Map.copyOf(fallbackModels);
    }

    /** The most specific of its base URLs that {@code url} lies below; null when it lies below none. */
    public @Nullable HostPattern patternFor(Url url) {
        HostPattern best = null;
        for (HostPattern pattern : baseUrls) {
            if ((best == null || pattern.specificity() > best.specificity()) && pattern.matches(url)) {
                best = pattern;
            }
        }
        return best;
    }
}
