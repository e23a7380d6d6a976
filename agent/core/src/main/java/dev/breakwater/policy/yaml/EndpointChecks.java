package dev.breakwater.policy.yaml;

import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.EndpointUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of endpoints beyond the types of their values. */
final class EndpointChecks {
    private static final Set<String> CREDENTIAL_HEADERS =
            Set.of("authorization", "api-key", "x-api-key", "x-goog-api-key");
    private static final Set<String> TRANSPORT_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te", "trailer");

    /** Each of them can be translated to each other. */
    static final Set<String> TRANSLATED = Set.of("openai", "anthropic");

    private final UpstreamIdentity upstream;
    private final Problems problems;

    EndpointChecks(UpstreamIdentity upstream, Problems problems) {
        this.upstream = upstream;
        this.problems = problems;
    }

    void endpoint(View view, EndpointUrl url) {
        dialect(view);
        credential(view, url);
        view.get(EndpointKeys.HEADERS).orElse(Map.of()).keySet().forEach(name -> header(view, name));
    }

    private void dialect(View view) {
        String dialect = view.get(EndpointKeys.DIALECT, upstream.dialect());
        boolean translated = TRANSLATED.contains(dialect) && TRANSLATED.contains(upstream.dialect());
        if (!dialect.equals(upstream.dialect()) && !translated) {
            add(
                    view,
                    EndpointKeys.DIALECT,
                    "calls cannot be translated from " + upstream.dialect() + " to " + dialect,
                    "translated are openai and anthropic, to one another");
        }
    }

    private void credential(View view, EndpointUrl url) {
        boolean hasKey = view.has(EndpointKeys.KEY) || view.has(EndpointKeys.KEYS);
        AuthScheme auth = view.get(EndpointKeys.AUTH).orElse(null);
        if (view.has(EndpointKeys.KEY) && view.has(EndpointKeys.KEYS)) {
            add(view, EndpointKeys.KEYS, "contradicts `key`, which is given too", "keep one of the two");
        }
        if (hasKey && auth != null && !auth.needsKey()) {
            add(
                    view,
                    EndpointKeys.AUTH,
                    "contradicts the endpoint's own key, which `" + auth.policyName() + "` never sends",
                    "remove one of the two");
        }
        if (!hasKey && (!view.has(EndpointKeys.AUTH) || (auth != null && auth.needsKey()))) {
            sameOrigin(view, url);
        }
    }

    /** The rule that keeps the caller's key where it belongs. */
    private void sameOrigin(View view, EndpointUrl url) {
        if (upstream.alwaysSameOrigin(url.base())) {
            return;
        }
        String bases = upstream.baseUrls().stream()
                .limit(3)
                .map(base -> base.wildcard()
                        ? base.base().origin().replace("://.", "://*.")
                        : base.base().origin())
                .collect(Collectors.joining(", "));
        add(
                view,
                EndpointKeys.URL,
                url.base().origin() + " is another origin than base-url (" + bases
                        + ") and the endpoint has no key of its own, so that the caller's key would leave for it",
                "add `key: ${env:NAME}`, or `auth: caller` if the caller's key is meant for it, or `auth: none`");
    }

    private void header(View view, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        KeyPath path = view.path(EndpointKeys.HEADERS).key(name);
        Location at = view.at(EndpointKeys.HEADERS);
        if (CREDENTIAL_HEADERS.contains(lower)) {
            problems.add(at, path, "is a credential's header", "give the credential as `key`, its header as `auth`");
        } else if (TRANSPORT_HEADERS.contains(lower)) {
            problems.add(at, path, "is the HTTP client's own header", "remove it");
        } else if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            problems.add(at, path, "is no header name", "use letters, digits and dashes");
        }
    }

    /** @param endpoints those of {@code views} that could be made */
    void together(List<View> views, List<EndpointConfig> endpoints) {
        uniqueNames(views);
        boolean complete = endpoints.size() == views.size() && !endpoints.isEmpty();
        if (complete && endpoints.stream().allMatch(endpoint -> endpoint.weight() == 0)) {
            add(
                    views.get(0),
                    EndpointKeys.WEIGHT,
                    "is 0 for every endpoint, so that no call can go anywhere",
                    "raise one");
        }
        if (complete) {
            servedModels(views, endpoints);
        }
    }

    private void uniqueNames(List<View> views) {
        Map<String, Location> seen = new HashMap<>();
        for (View view : views) {
            String name = view.get(EndpointKeys.NAME).orElse(null);
            Location first = name == null ? null : seen.putIfAbsent(name, view.at(EndpointKeys.NAME));
            if (first != null) {
                add(view, EndpointKeys.NAME, "`" + name + "` is taken, in line " + first.line(), "name it differently");
            }
        }
    }

    /** A model that is null at every endpoint could be asked for and never be served. */
    private void servedModels(List<View> views, List<EndpointConfig> endpoints) {
        for (String model : endpoints.get(0).models().keySet()) {
            boolean nowhere = endpoints.stream()
                    .allMatch(endpoint -> endpoint.models()
                            .getOrDefault(model, Optional.of(model))
                            .isEmpty());
            if (nowhere) {
                View last = views.get(views.size() - 1);
                problems.add(
                        last.at(EndpointKeys.MODELS),
                        last.path(EndpointKeys.MODELS).key(model),
                        "is null at every endpoint, so that no call for it can be answered",
                        "remove one of the nulls");
            }
        }
    }

    private void add(View view, Key<?> key, String problem, String remedy) {
        problems.add(view.at(key), view.path(key), problem, remedy);
    }
}
