package dev.breakwater.routing;

import dev.breakwater.message.Header;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place that calls may go to: an item of the policy's {@code endpoints}.
 *
 * @param name unique within the upstream
 * @param url replaces the upstream's base URL; may hold {@code {model}}
 * @param dialect the wire format here where it is another than the upstream's: calls are translated
 * @param provider the value of {@code gen_ai.provider.name} when this endpoint served
 * @param query parameters that are added, replacing the request's own of the same name
 * @param headers fields that are set, replacing the request's own of the same name
 * @param keys the pool; empty = the caller's own credential, which only stays on the caller's origin unless {@code auth} is CALLER
 * @param models request model to model here; an empty value = not served here; models not listed go through as they are
 * @param contextWindow tokens, 0 = unknown
 * @param supportsPrefill whether a cut stream may be continued here by an assistant prefix
 * @param breaker this endpoint's own settings, else the upstream's
 * @param limit this endpoint's own settings, else the upstream's
 */
public record EndpointConfig(
        String name,
        EndpointUrl url,
        Optional<String> dialect,
        String provider,
        int priority,
        int weight,
        Map<String, String> query,
        List<Header> headers,
        AuthScheme auth,
        List<Secret> keys,
        Map<String, Optional<String>> models,
        int contextWindow,
        boolean supportsPrefill,
        Optional<BreakerConfig> breaker,
        Optional<LimitConfig> limit) {

    public EndpointConfig {
        query = Map.copyOf(query);
        headers = List.copyOf(headers);
        keys = List.copyOf(keys);
        models = Map.copyOf(models);
        if (priority < 1) {
            throw new IllegalArgumentException("priority: must be 1 or more, is " + priority);
        }
        if (weight < 0) {
            throw new IllegalArgumentException("weight: must not be negative, is " + weight);
        }
        if (contextWindow < 0) {
            throw new IllegalArgumentException("context-window: must be 1 or more tokens, is " + contextWindow);
        }
    }

    /** The model to ask here for {@code requested}; empty when it is not served here. */
    public Optional<String> modelFor(String requested) {
        Optional<String> mapped = models.get(requested);
        return mapped == null ? Optional.of(requested) : mapped;
    }
}
