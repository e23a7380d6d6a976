package dev.breakwater.policy.yaml;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.BalanceStrategyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds when nobody has written a policy. */
public final class BuiltInPolicy {
    private BuiltInPolicy() {}

    /** Telemetry for the hosts of every well-known provider, and no change in behaviour. */
    public static Policy observe() {
        List<UpstreamPolicy> upstreams = new ArrayList<>();
        for (WellKnownProvider provider : WellKnownProviders.all()) {
            // Port 8000 of this machine is anybody's.
            if (!provider.name().equals("vllm")) {
                upstreams.add(observed(provider));
            }
        }
        return new Policy(upstreams, false);
    }

    private static UpstreamPolicy observed(WellKnownProvider provider) {
        List<HostPattern> baseUrls = new ArrayList<>(provider.baseUrls());
        baseUrls.addAll(provider.furtherUrls());
        UpstreamIdentity identity = UpstreamIdentity.of(provider.name(), baseUrls, null);
        EndpointBinder endpoints =
                new EndpointBinder(identity, BreakerConfig.DEFAULT, LimitConfig.NONE, new Problems("built-in"));
        return new UpstreamPolicy(
                provider.name(),
                baseUrls,
                identity.dialect(),
                provider.provider(),
                Mode.OBSERVE,
                List.of(endpoints.byBaseUrl()),
                BalanceStrategyName.WEIGHTED,
                Optional.empty(),
                TimeoutsConfig.NONE,
                RetryConfig.DEFAULT,
                Optional.empty(),
                LimitConfig.NONE,
                StreamRecovery.FIRST_TOKEN,
                Map.of());
    }
}
