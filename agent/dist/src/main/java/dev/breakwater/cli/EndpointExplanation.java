package dev.breakwater.cli;

import dev.breakwater.message.Url;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.Secret;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where a call may go, in which order and as what. */
final class EndpointExplanation {
    private final UpstreamPolicy upstream;
    private final PrintWriter out;

    EndpointExplanation(UpstreamPolicy upstream, PrintWriter out) {
        this.upstream = upstream;
        this.out = out;
    }

    void print(Url asked, Url base, @Nullable String model) {
        List<EndpointConfig> endpoints = new ArrayList<>(upstream.endpoints());
        endpoints.sort(Comparator.comparingInt(EndpointConfig::priority));
        for (int i = 0; i < endpoints.size(); i++) {
            EndpointConfig endpoint = endpoints.get(i);
            out.println("  " + (i + 1) + ". " + endpoint.name() + " (priority " + endpoint.priority() + share(endpoint)
                    + ")");
            Optional<String> served = model == null ? Optional.empty() : endpoint.modelFor(model);
            if (model != null && served.isEmpty()) {
                line("model", model + " is not served here: skipped");
                continue;
            }
            print(endpoint, asked, base, model, served.orElse(null));
        }
    }

    private void print(EndpointConfig endpoint, Url asked, Url base, @Nullable String model, @Nullable String served) {
        Url target = endpoint.url().rewrite(asked, base, served);
        Url below = endpoint.url().base();
        line("url", (endpoint.dialect().isEmpty() ? target : below) + parameters(endpoint));
        endpoint.dialect()
                .ifPresent(dialect -> line("dialect", dialect + ": chat calls are translated, others stay away"));
        if (served != null) {
            line("model", served.equals(model) ? served : model + " as " + served);
        } else if (!endpoint.models().isEmpty()) {
            line(
                    "model",
                    "mapped for " + endpoint.models().keySet().stream().sorted().collect(Collectors.joining(", "))
                            + "; see --model");
        }
        if (!endpoint.headers().isEmpty()) {
            line(
                    "headers",
                    endpoint.headers().stream().map(header -> header.name()).collect(Collectors.joining(", ")));
        }
        line("auth", auth(endpoint));
        line("provider", endpoint.provider());
        endpoint.limit().ifPresent(limit -> line("rate-limit", UpstreamExplanation.limit(limit)));
        endpoint.breaker().ifPresent(breaker -> line("circuit-breaker", UpstreamExplanation.breaker(breaker)));
    }

    /** What equal priorities share by, where there is something to share. */
    private String share(EndpointConfig endpoint) {
        int total = 0;
        int sharing = 0;
        for (EndpointConfig other : upstream.endpoints()) {
            if (other.priority() == endpoint.priority()) {
                total += other.weight();
                sharing++;
            }
        }
        if (endpoint.weight() == 0) {
            return ", weight 0: drained";
        }
        return sharing == 1 ? "" : ", weight " + endpoint.weight() + " of " + total;
    }

    /** Names alone: a value may be a credential. */
    private static String parameters(EndpointConfig endpoint) {
        return endpoint.query().isEmpty()
                ? ""
                : ", with query parameters "
                        + endpoint.query().keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static String auth(EndpointConfig endpoint) {
        if (endpoint.auth() == AuthScheme.NONE) {
            return "no credential";
        }
        if (endpoint.keys().isEmpty()) {
            return "the caller's own credential";
        }
        return endpoint.auth().policyName() + " with "
                + endpoint.keys().stream().map(Secret::label).collect(Collectors.joining(", "));
    }

    private void line(String name, String value) {
        out.printf("     %-16s %s%n", name, value);
    }
}
