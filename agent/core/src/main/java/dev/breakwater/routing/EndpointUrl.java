package dev.breakwater.routing;

import dev.breakwater.message.Url;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's URL: an absolute URL without query whose path may hold {@code {model}}.
 *
 * @param base with the placeholder still in its path, and no slash at its end
 */
public record EndpointUrl(Url base) {
    private static final String MODEL = "{model}";
    private static final String ANY_HOST = "*";

    /**
     * Wherever the application called: the endpoint of an upstream that names several hosts or a wildcard and lists no
     * endpoints. Its {@link #base()} is a placeholder and never a target.
     */
    public static final EndpointUrl AS_CALLED = new EndpointUrl(new Url("https", ANY_HOST, 443, "/", null));

    /** @throws IllegalArgumentException if it is not an absolute http(s) URL; the message says why */
    public static EndpointUrl parse(String text) {
        // java.net.URI refuses braces; a private stand-in lets it check everything else.
        String standIn = "BREAKWATER-MODEL";
        Url url = Url.parse(text.replace(MODEL, standIn));
        if (url.query() != null) {
            throw new IllegalArgumentException("a query belongs under `query:`, not into the URL");
        }
        String path = url.path().replace(standIn, MODEL);
        return new EndpointUrl(url.withPath(stripTrailingSlash(path), null));
    }

    public boolean hasModelPlaceholder() {
        return base.path().contains(MODEL);
    }

    /** Whether this is {@link #AS_CALLED}. */
    public boolean isAsCalled() {
        return base.host().equals(ANY_HOST);
    }

    /**
     * The URL here of a request that was made below {@code callerBase}.
     *
     * @param model what takes the placeholder's place; null leaves the request's own path when there is no placeholder
     */
    public Url rewrite(Url request, Url callerBase, @Nullable String model) {
        if (isAsCalled()) {
            return request;
        }
        String prefix = callerBase.path().equals("/") ? "" : stripTrailingSlash(callerBase.path());
        String head = base.path().equals("/") ? "" : base.path();
        if (model != null && head.indexOf('{') >= 0) {
            head = head.replace(MODEL, model);
        }
        boolean below = request.path().startsWith(prefix);
        if (below && head.equals(prefix) && request.path().length() > prefix.length() && base.sameOrigin(request)) {
            return request;
        }
        String rest = below ? request.path().substring(prefix.length()) : request.path();
        return base.withPath(head + (rest.isEmpty() ? "/" : rest), request.query());
    }

    private static String stripTrailingSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
