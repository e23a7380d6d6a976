package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.Breaker;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.Breakers;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import dev.breakwater.resilience.limit.Limiter;
import dev.breakwater.resilience.retry.RetryBudget;
import dev.breakwater.routing.Endpoint;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.EndpointPool;
import dev.breakwater.routing.strategy.Balance;
import dev.breakwater.time.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the upstreams of a policy, taking over from the ones in force whatever has not changed. */
final class Assembly {
    private final Ticker ticker;
    private final CallListener listener;
    private final Function<String, Dialect> dialects;
    private final UpstreamTable inForce;

    Assembly(Ticker ticker, CallListener listener, Function<String, Dialect> dialects, UpstreamTable inForce) {
        this.ticker = ticker;
        this.listener = listener;
        this.dialects = dialects;
        this.inForce = inForce;
    }

    UpstreamTable of(Policy policy) {
        List<Upstream> upstreams = new ArrayList<>();
        for (UpstreamPolicy upstream : policy.upstreams()) {
            upstreams.add(upstream(upstream, inForce(upstream.name())));
        }
        return new UpstreamTable(upstreams);
    }

    private @Nullable Upstream inForce(String name) {
        for (Upstream upstream : inForce.upstreams()) {
            if (upstream.name().equals(name)) {
                return upstream;
            }
        }
        return null;
    }

    private Upstream upstream(UpstreamPolicy policy, @Nullable Upstream before) {
        if (before != null && before.policy().equals(policy)) {
            return before;
        }
        boolean limitsKept = before != null && before.policy().limit().equals(policy.limit());
        Limiter shared = sharedLimiter(policy, limitsKept ? before : null);
        List<Endpoint> endpoints = new ArrayList<>();
        for (EndpointConfig config : policy.endpoints()) {
            Endpoint known = before == null || !limitsKept || !sameBreaker(before.policy(), policy)
                    ? null
                    : known(before, config);
            endpoints.add(known != null ? known : endpoint(policy, config, shared));
        }
        RetryBudget budget = before != null
                        && before.policy()
                                .retry()
                                .budget()
                                .equals(policy.retry().budget())
                ? before.retryBudget()
                : new RetryBudget(policy.retry().budget(), ticker.nanos());
        return new Upstream(
                policy,
                dialects.apply(policy.dialect()),
                foreign(endpoints),
                new EndpointPool(endpoints, Balance.named(policy.balance())),
                budget,
                before == null ? new RepeatWindow() : before.repeats());
    }

    private Map<Endpoint, Dialect> foreign(List<Endpoint> endpoints) {
        Map<Endpoint, Dialect> foreign = new HashMap<>();
        for (Endpoint endpoint : endpoints) {
            endpoint.config().dialect().ifPresent(name -> foreign.put(endpoint, dialects.apply(name)));
        }
        return foreign;
    }

    private static boolean sameBreaker(UpstreamPolicy before, UpstreamPolicy now) {
        return before.breaker().equals(now.breaker()) && onlyReports(before) == onlyReports(now);
    }

    private static @Nullable Endpoint known(Upstream before, EndpointConfig config) {
        for (Endpoint endpoint : before.pool().all()) {
            if (endpoint.config().equals(config)) {
                return endpoint;
            }
        }
        return null;
    }

    private @Nullable Limiter sharedLimiter(UpstreamPolicy policy, @Nullable Upstream kept) {
        LimitConfig limit = policy.limit();
        if (!limit.limits() || limit.per() != LimitScope.UPSTREAM) {
            return null;
        }
        Limiter known = kept == null ? null : kept.pool().all().get(0).sharedLimiter();
        return known != null ? known : new Limiter(limit, ticker);
    }

    private Endpoint endpoint(UpstreamPolicy policy, EndpointConfig config, @Nullable Limiter shared) {
        BreakerConfig breaker = config.breaker().or(policy::breaker).orElse(BreakerConfig.DEFAULT);
        boolean onlyReports = onlyReports(policy) && config.breaker().isEmpty();
        Breakers breakers = new Breakers(model -> new Breaker(
                breaker,
                onlyReports,
                ticker,
                (from, to) -> listener.breakerChanged(policy.name(), config.name(), model, from, to)));
        return new Endpoint(config, breakers, config.limit().orElse(policy.limit()), shared, ticker);
    }

    /** With nowhere else to go, an open breaker would only turn a provider's bad minute into our own outage. */
    private static boolean onlyReports(UpstreamPolicy policy) {
        return policy.endpoints().size() == 1 && policy.breaker().isEmpty();
    }
}
