package dev.breakwater.policy.yaml;

import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.EndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one upstream. */
final class UpstreamBinder {
    private final Problems problems;
    private final ResilienceBinder resilience;

    UpstreamBinder(Problems problems) {
        this.problems = problems;
        this.resilience = new ResilienceBinder(problems);
    }

    /** @return null when too much of it is wrong to go on */
    @Nullable
    UpstreamPolicy bind(String name, View view) {
        List<HostPattern> baseUrls = baseUrls(name, view);
        if (baseUrls.isEmpty()) {
            return null;
        }
        UpstreamIdentity identity = UpstreamIdentity.of(
                name, baseUrls, view.get(UpstreamKeys.DIALECT).orElse(null));
        Optional<BreakerConfig> breaker = view.get(UpstreamKeys.CIRCUIT_BREAKER)
                .map(section -> resilience.breaker(section, BreakerConfig.DEFAULT));
        LimitConfig limit = resilience.limit(view.section(UpstreamKeys.RATE_LIMIT), LimitConfig.NONE);
        EndpointBinder endpoints = new EndpointBinder(identity, breaker.orElse(BreakerConfig.DEFAULT), limit, problems);
        deadline(view);
        return new UpstreamPolicy(
                name,
                baseUrls,
                identity.dialect(),
                identity.provider(),
                view.get(UpstreamKeys.MODE, Mode.ENFORCE),
                endpoints(view, endpoints),
                view.get(UpstreamKeys.BALANCE, BalanceStrategyName.WEIGHTED),
                view.get(UpstreamKeys.DEADLINE).orElse(Optional.empty()),
                resilience.timeouts(view.section(UpstreamKeys.TIMEOUTS)),
                resilience.retry(view.section(UpstreamKeys.RETRY)),
                breaker,
                limit,
                view.section(UpstreamKeys.STREAM).get(StreamKeys.RECOVERY, StreamRecovery.FIRST_TOKEN),
                fallbackModels(view));
    }

    private static List<EndpointConfig> endpoints(View view, EndpointBinder binder) {
        return view.has(UpstreamKeys.ENDPOINTS)
                ? binder.bind(view.get(UpstreamKeys.ENDPOINTS, List.of()))
                : List.of(binder.byBaseUrl());
    }

    private Map<String, List<String>> fallbackModels(View view) {
        Map<String, List<String>> fallbacks = view.get(UpstreamKeys.FALLBACK_MODELS, Map.of());
        fallbacks.forEach((model, others) -> {
            if (others.contains(model)) {
                problems.add(
                        view.at(UpstreamKeys.FALLBACK_MODELS),
                        view.path(UpstreamKeys.FALLBACK_MODELS).key(model),
                        "names itself among its fallbacks",
                        "remove it from the list");
            }
        });
        return fallbacks;
    }

    private List<HostPattern> baseUrls(String name, View view) {
        if (view.has(UpstreamKeys.BASE_URL)) {
            return view.get(UpstreamKeys.BASE_URL, List.of());
        }
        WellKnownProvider known = WellKnownProviders.byName(name);
        if (known != null) {
            return known.baseUrls();
        }
        String names =
                WellKnownProviders.all().stream().map(WellKnownProvider::name).collect(Collectors.joining(", "));
        problems.add(
                view.at(),
                view.path(),
                "is no well-known name and has no `base-url`",
                "add `base-url: https://...` as the application calls it today; well known are " + names);
        return List.of();
    }

    /** A wait or limit longer than the whole call may take is never reached. */
    private void deadline(View view) {
        Duration deadline =
                view.get(UpstreamKeys.DEADLINE).orElse(Optional.empty()).orElse(null);
        if (deadline == null) {
            return;
        }
        View retry = view.section(UpstreamKeys.RETRY);
        within(deadline, retry, RetryKeys.PATIENCE);
        within(deadline, retry.section(RetryKeys.BACKOFF), RetryKeys.INITIAL);
        View timeouts = view.section(UpstreamKeys.TIMEOUTS);
        for (Key<?> key : TimeoutKeys.SECTION.keys()) {
            @SuppressWarnings("unchecked") // every key of that section is a duration
            Key<Duration> limit = (Key<Duration>) key;
            within(deadline, timeouts, limit);
        }
        within(deadline, view.section(UpstreamKeys.RATE_LIMIT), RateLimitKeys.MAX_WAIT);
        view.get(UpstreamKeys.ENDPOINTS, List.of())
                .forEach(endpoint ->
                        within(deadline, endpoint.section(EndpointKeys.RATE_LIMIT), RateLimitKeys.MAX_WAIT));
    }

    private void within(Duration deadline, View section, Key<Duration> key) {
        Duration value = section.get(key).orElse(null);
        if (value != null && value.compareTo(deadline) > 0) {
            problems.add(
                    section.at(key),
                    section.path(key),
                    Words.duration(value) + " is never reached: the deadline is " + Words.duration(deadline),
                    "lower it, or raise `deadline`");
        }
    }
}
