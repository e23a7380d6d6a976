package dev.breakwater.policy.yaml;

import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream is, from its name, its base URLs and the table of well-known providers.
 *
 * @param baseUrls at least one
 * @param known by name, else by the first base URL's host; null when neither is well known
 * @param dialect as given, else the well-known one's, else openai: the format that gateways and servers of one's own speak
 */
record UpstreamIdentity(
        String name, List<HostPattern> baseUrls, @Nullable WellKnownProvider known, String dialect) {

    /** @param givenDialect null when the policy names none */
    static UpstreamIdentity of(String name, List<HostPattern> baseUrls, @Nullable String givenDialect) {
        WellKnownProvider byName = WellKnownProviders.byName(name);
        WellKnownProvider known = byName != null
                ? byName
                : WellKnownProviders.byUrl(baseUrls.get(0).base());
        String dialect = givenDialect != null ? givenDialect : known != null ? known.dialect() : "openai";
        return new UpstreamIdentity(name, baseUrls, known, dialect);
    }

    /** The same, but for what follows from the dialect: what an endpoint is that speaks another one. */
    UpstreamIdentity speaking(String other) {
        return other.equals(dialect)
                ? this
                : new UpstreamIdentity(other, baseUrls, WellKnownProviders.byName(other), other);
    }

    /** {@code gen_ai.provider.name}: the conventions' own value where there is one, else the upstream's name. */
    String provider() {
        return known != null ? known.provider() : name;
    }

    /** The provider at an endpoint: by its host where that is well known, else the upstream's. */
    String providerAt(EndpointUrl url) {
        WellKnownProvider there = at(url);
        return there != null ? there.provider() : provider();
    }

    /** How a key is presented at an endpoint when the policy does not say: by its host, then by what the upstream is. */
    AuthScheme authAt(EndpointUrl url) {
        WellKnownProvider there = at(url);
        if (there != null) {
            return there.auth();
        }
        if (known != null && alwaysSameOrigin(url.base())) {
            return known.auth();
        }
        if (dialect.equals("anthropic")) {
            return AuthScheme.X_API_KEY;
        }
        if (dialect.equals("gemini")) {
            return AuthScheme.X_GOOG_API_KEY;
        }
        // An upstream that speaks the OpenAI dialect moves to hosts that take its usual header, even from Azure's.
        return known == null || dialect.equals("openai") ? AuthScheme.BEARER : known.auth();
    }

    /** Whether every call of this upstream comes from the endpoint's own origin, so that the caller's key may go there. */
    boolean alwaysSameOrigin(Url endpoint) {
        return baseUrls.stream()
                .allMatch(base -> !base.wildcard() && base.base().sameOrigin(endpoint));
    }

    private @Nullable WellKnownProvider at(EndpointUrl url) {
        return url.isAsCalled() ? known : WellKnownProviders.byUrl(url.base());
    }
}
