package dev.breakwater.policy.yaml;

import dev.breakwater.message.Header;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.EndpointUrl;
import dev.breakwater.routing.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the endpoints of one upstream. */
final class EndpointBinder {
    private final UpstreamIdentity upstream;
    private final ResilienceBinder resilience;
    private final EndpointChecks checks;
    private final BreakerConfig breaker;
    private final LimitConfig limit;

    /**
     * @param breaker what an endpoint's own section starts from
     * @param limit what an endpoint's own section starts from
     */
    EndpointBinder(UpstreamIdentity upstream, BreakerConfig breaker, LimitConfig limit, Problems problems) {
        this.upstream = upstream;
        this.breaker = breaker;
        this.limit = limit;
        this.resilience = new ResilienceBinder(problems);
        this.checks = new EndpointChecks(upstream, problems);
    }

    /**
     * The endpoints in the file's order. As long as none of them gives a priority or a weight, their order is their
     * priority, so that a list reads as "first this one, then that one"; as soon as any does, both default to 1.
     */
    List<EndpointConfig> bind(List<View> views) {
        boolean ranked =
                views.stream().anyMatch(view -> view.has(EndpointKeys.PRIORITY) || view.has(EndpointKeys.WEIGHT));
        EndpointNames names = new EndpointNames(views.stream()
                .flatMap(view -> view.get(EndpointKeys.NAME).stream())
                .collect(Collectors.toSet()));
        List<EndpointConfig> endpoints = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            EndpointUrl url = view.get(EndpointKeys.URL).orElse(null);
            if (url != null) {
                checks.endpoint(view, url);
                String name = view.get(EndpointKeys.NAME).orElseGet(() -> names.byHost(url.base()));
                endpoints.add(endpoint(view, name, url, ranked ? 1 : i + 1));
            }
        }
        checks.together(views, endpoints);
        return endpoints;
    }

    /**
     * The one endpoint of an upstream that lists none: its base URL, or, where that is several or a wildcard, whatever
     * the application called.
     */
    EndpointConfig byBaseUrl() {
        HostPattern only = upstream.baseUrls().size() == 1 ? upstream.baseUrls().get(0) : null;
        View nothing = View.empty(Location.START, KeyPath.ROOT);
        return only == null || only.wildcard()
                ? endpoint(nothing, upstream.name(), EndpointUrl.AS_CALLED, 1)
                : endpoint(
                        nothing,
                        only.base().host(),
                        EndpointUrl.parse(only.base().full()),
                        1);
    }

    private EndpointConfig endpoint(View view, String name, EndpointUrl url, int priority) {
        return new EndpointConfig(
                name,
                url,
                foreignDialect(view),
                upstream.speaking(dialect(view)).providerAt(url),
                view.get(EndpointKeys.PRIORITY, priority),
                view.get(EndpointKeys.WEIGHT, 1),
                view.get(EndpointKeys.QUERY, Map.of()),
                headers(view),
                auth(view, url),
                keys(view),
                view.get(EndpointKeys.MODELS, Map.of()),
                view.get(EndpointKeys.CONTEXT_WINDOW, 0),
                view.get(EndpointKeys.SUPPORTS_PREFILL, false),
                own(view, EndpointKeys.CIRCUIT_BREAKER).map(section -> resilience.breaker(section, breaker)),
                own(view, EndpointKeys.RATE_LIMIT).map(section -> resilience.limit(section, limit)));
    }

    private String dialect(View view) {
        return view.get(EndpointKeys.DIALECT, upstream.dialect());
    }

    private Optional<String> foreignDialect(View view) {
        return view.get(EndpointKeys.DIALECT).filter(dialect -> !dialect.equals(upstream.dialect()));
    }

    private AuthScheme auth(View view, EndpointUrl url) {
        return view.get(EndpointKeys.AUTH, upstream.speaking(dialect(view)).authAt(url));
    }

    private static Optional<View> own(View view, Key<View> key) {
        return view.get(key);
    }

    private static List<Header> headers(View view) {
        List<Header> headers = new ArrayList<>();
        view.get(EndpointKeys.HEADERS, Map.of()).forEach((name, value) -> headers.add(new Header(name, value)));
        return headers;
    }

    private static List<Secret> keys(View view) {
        Secret only = view.get(EndpointKeys.KEY).orElse(null);
        return only != null ? List.of(only) : view.get(EndpointKeys.KEYS, List.of());
    }
}
