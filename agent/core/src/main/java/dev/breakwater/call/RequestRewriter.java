package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.ModelChange;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.translation.TranslatedCall;
import dev.breakwater.dialect.translation.Translation;
import dev.breakwater.dialect.translation.UntranslatableException;
import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out what one call's request becomes for a target. Pure. */
final class RequestRewriter {
    private static final ModelChange SAME_MODEL = new ModelChange(null, null);
    private static final List<String> CREDENTIALS = List.of("authorization", "api-key", "x-api-key", "x-goog-api-key");
    /** What identifies the caller to its own provider, and the name of a host that is not the target. */
    private static final List<String> ORIGIN_BOUND = originBound();

    private static List<String> originBound() {
        List<String> names = new ArrayList<>(CREDENTIALS);
        names.addAll(List.of("proxy-authorization", "cookie", "openai-organization", "openai-project", "host"));
        return List.copyOf(names);
    }

    private final Request request;
    private final RequestFacts facts;
    private final Upstream upstream;
    private final Url base;
    private final boolean signed;

    /** @param request the one of {@code terms}, or one in its place */
    RequestRewriter(Terms terms, Request request, RequestFacts facts) {
        this.request = request;
        this.facts = facts;
        this.upstream = terms.upstream;
        this.base = terms.base;
        String authorization = request.headers().first("authorization");
        // AWS SigV4 signs host, path, query and body above the client: any change breaks the signature.
        this.signed = authorization != null && authorization.startsWith("AWS4-");
    }

    /**
     * What changes for a target; null when the request cannot be changed so (signed, or a body that nobody may read).
     *
     * @throws UntranslatableException if the target speaks another dialect, and that cannot say what is asked
     */
    @Nullable
    RequestChange forTarget(Target target) throws UntranslatableException {
        Translation translation = upstream.translationAt(target.endpoint());
        return translation == null ? inOwnDialect(target) : translated(target, translation);
    }

    private RequestChange translated(Target target, Translation translation) throws UntranslatableException {
        if (signed) {
            throw new UntranslatableException("a signature");
        }
        EndpointConfig endpoint = target.endpoint().config();
        Url there = endpoint.url().base();
        TranslatedCall said = translation.call(request, facts, target.model(), there);
        Url asked = request.url().withPath(prefix(base) + said.path(), null);
        Url plain = endpoint.url().rewrite(asked, base, target.model());
        Url url = plain.withPath(plain.path(), query(null, endpoint.query(), true));
        boolean changesOrigin = !url.sameOrigin(request.url());
        Secret secret = target.key().secret();
        List<String> dropped = new ArrayList<>(headersToDrop(endpoint.auth(), changesOrigin, secret != null));
        dropped.addAll(said.headersToDrop());
        Request sent = new Request("POST", url, Headers.of(said.headersToSet()), Body.of(said.body()));
        Dialect dialect = upstream.dialectAt(target.endpoint());
        return new RequestChange(
                false,
                url,
                changesOrigin,
                dropped,
                ownLast(said.headersToSet(), endpoint.headers()),
                secret == null ? null : endpoint.auth().header(secret),
                ByteSlices.of(said.body()),
                new Foreign(dialect, dialect.facts(sent), said.answers()));
    }

    private static String prefix(Url base) {
        return base.path().endsWith("/") ? base.path().substring(0, base.path().length() - 1) : base.path();
    }

    /** What the policy sets wins over what the dialect needs. */
    private static List<Header> ownLast(List<Header> dialects, List<Header> policys) {
        List<Header> headers = new ArrayList<>();
        for (Header header : dialects) {
            if (policys.stream().noneMatch(own -> own.name().equalsIgnoreCase(header.name()))) {
                headers.add(header);
            }
        }
        headers.addAll(policys);
        return headers;
    }

    /** The same for a target that speaks the application's dialect. */
    @Nullable
    RequestChange inOwnDialect(Target target) {
        EndpointConfig endpoint = target.endpoint().config();
        ModelChange modelChange = modelChange(target.model());
        if (modelChange == null) {
            return null;
        }
        Url url = url(endpoint, target.model(), modelChange.path());
        boolean changesOrigin = !url.sameOrigin(request.url());
        Secret secret = target.key().secret();
        boolean untouched = url.equals(request.url())
                && secret == null
                && endpoint.auth() != AuthScheme.NONE
                && endpoint.headers().isEmpty()
                && modelChange.body() == null;
        if (untouched) {
            return RequestChange.none(url);
        }
        if (signed) {
            return null;
        }
        return new RequestChange(
                false,
                url,
                changesOrigin,
                headersToDrop(endpoint.auth(), changesOrigin, secret != null),
                endpoint.headers(),
                secret == null ? null : endpoint.auth().header(secret),
                modelChange.body(),
                null);
    }

    private @Nullable ModelChange modelChange(@Nullable String model) {
        if (model == null || model.equals(facts.model())) {
            return SAME_MODEL;
        }
        return upstream.dialect().withModel(request, facts, model);
    }

    private Url url(EndpointConfig endpoint, @Nullable String model, @Nullable String changedPath) {
        Url asked = changedPath == null
                ? request.url()
                : request.url().withPath(changedPath, request.url().query());
        Url url = endpoint.url().rewrite(asked, base, model);
        String query = query(url.query(), endpoint.query(), !url.sameOrigin(request.url()));
        return Objects.equals(query, url.query()) ? url : url.withPath(url.path(), query);
    }

    private static @Nullable String query(@Nullable String own, Map<String, String> added, boolean changesOrigin) {
        if (added.isEmpty() && (own == null || !changesOrigin)) {
            return own;
        }
        StringBuilder query = new StringBuilder();
        for (String parameter : own == null ? new String[0] : own.split("&")) {
            String name = parameter.contains("=") ? parameter.substring(0, parameter.indexOf('=')) : parameter;
            if (!parameter.isEmpty() && !added.containsKey(name) && !(changesOrigin && isCredential(name))) {
                append(query, parameter);
            }
        }
        added.forEach((name, value) -> append(query, encode(name) + "=" + encode(value)));
        return query.isEmpty() ? null : query.toString();
    }

    private static boolean isCredential(String parameter) {
        return switch (parameter) {
            case "key", "api_key", "api-key", "access_token" -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder query, String parameter) {
        query.append(query.isEmpty() ? "" : "&").append(parameter);
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<String> headersToDrop(AuthScheme auth, boolean changesOrigin, boolean ownKey) {
        if (auth == AuthScheme.CALLER) {
            // The policy's author sends the caller's credential along; the host's name still is another one.
            return changesOrigin ? List.of("host") : List.of();
        }
        if (changesOrigin) {
            return ORIGIN_BOUND;
        }
        return ownKey || auth == AuthScheme.NONE ? CREDENTIALS : List.of();
    }
}
