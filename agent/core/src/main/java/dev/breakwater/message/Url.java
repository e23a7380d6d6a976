package dev.breakwater.message;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http(s) URL in the parts that routing needs; path and query stay as they were written (percent-encoded).
 * Immutable and thread-safe.
 */
public final class Url {
    private final String scheme;
    private final String host;
    private final int port;
    private final String path;
    private final @Nullable String query;
    /** Put together when first asked for: adapters keep what they see often, and every span shows it. */
    private @Nullable String text;

    public Url(String scheme, String host, int port, String path, @Nullable String query) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.path = path.startsWith("/") ? path : "/" + path;
        this.query = query;
    }

    public String scheme() {
        return scheme;
    }

    /** Lower case; an IPv6 address keeps its brackets. */
    public String host() {
        return host;
    }

    /** Never -1: the scheme's default is filled in. */
    public int port() {
        return port;
    }

    /** Starts with a slash. */
    public String path() {
        return path;
    }

    /** Without the question mark, or null. */
    public @Nullable String query() {
        return query;
    }

    /**
     * Reads an absolute http or https URL.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong with it
     */
    public static Url parse(String text) {
        return of(URI.create(text));
    }

    /** @throws IllegalArgumentException if {@code uri} is not an absolute http or https URL */
    public static Url of(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || !scheme.regionMatches(true, 0, "http", 0, 4)) {
            throw new IllegalArgumentException("not an absolute http or https URL: " + uri.getScheme() + "://" + host);
        }
        String lowerScheme = lowerCase(scheme);
        int port = uri.getPort() != -1 ? uri.getPort() : defaultPort(lowerScheme);
        String path = uri.getRawPath();
        return new Url(lowerScheme, lowerCase(host), port, path == null ? "/" : path, uri.getRawQuery());
    }

    /** Whether a credential for one may be sent to the other: scheme, host and port agree. */
    public boolean sameOrigin(Url other) {
        return port == other.port && host.equals(other.host) && scheme.equals(other.scheme);
    }

    /** {@code host:port}, the port left out where it is the scheme's default. */
    public String authority() {
        return port == defaultPort(scheme) ? host : host + ":" + port;
    }

    /** {@code scheme://host[:port]}. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** The same origin with another path and query. */
    public Url withPath(String newPath, @Nullable String newQuery) {
        return new Url(scheme, host, port, newPath, newQuery);
    }

    /** The whole URL, query included: never for a log, since a query may hold a key. */
    public String full() {
        return origin() + path + (query == null ? "" : "?" + query);
    }

    /** Without the query, which may hold a key. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = origin() + path;
            text = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Url that && sameParts(that));
    }

    private boolean sameParts(Url that) {
        return port == that.port
                && host.equals(that.host)
                && path.equals(that.path)
                && scheme.equals(that.scheme)
                && Objects.equals(query, that.query);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * (31 * port + host.hashCode()) + path.hashCode()) + scheme.hashCode())
                + Objects.hashCode(query);
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return text.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return text;
    }
}
