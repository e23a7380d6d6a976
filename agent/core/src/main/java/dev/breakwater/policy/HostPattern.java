package dev.breakwater.policy;

import dev.breakwater.message.Url;
import org.jspecify.annotations.Nullable;

/**
 * A base URL whose host may begin with {@code *.}: which calls belong to an upstream.
 *
 * @param base scheme, host (without the {@code *} but with its dot when {@code wildcard}), port and path
 * @param wildcard whether any host that ends so belongs to it
 */
public record HostPattern(Url base, boolean wildcard) {

    /** @throws IllegalArgumentException if it is not an absolute http(s) URL; the message says why */
    public static HostPattern parse(String text) {
        boolean wildcard = text.contains("://*.");
        Url url = Url.parse(wildcard ? text.replace("://*.", "://") : text);
        return new HostPattern(
                wildcard
                        ? new Url(url.scheme(), "." + url.host(), url.port(), url.path(), null)
                        : url.withPath(url.path(), null),
                wildcard);
    }

    /** Whether a request to {@code url} belongs here: host, port, scheme, and a path at or below the base's. */
    public boolean matches(Url url) {
        return matchesOrigin(url.scheme(), url.host(), url.port()) && below(url.path());
    }

    private boolean matchesOrigin(String scheme, String host, int port) {
        return port == base.port()
                && scheme.equals(base.scheme())
                && (wildcard ? host.endsWith(base.host()) : host.equals(base.host()));
    }

    private boolean below(String path) {
        String prefix = base.path();
        int length = prefix.endsWith("/") ? prefix.length() - 1 : prefix.length();
        return path.regionMatches(0, prefix, 0, length) && (path.length() == length || path.charAt(length) == '/');
    }

    /** Orders patterns that match one URL: a host outweighs any wildcard, then the longer of two suffixes or paths wins. */
    public int specificity() {
        int exact = wildcard ? 0 : 1 << 28;
        return exact + (base.host().length() << 16) + Math.min(base.path().length(), 0xffff);
    }

    /** The base URL as it applies to one request: the wildcard filled in with the request's host. */
    public Url baseFor(Url request) {
        return wildcard ? new Url(base.scheme(), request.host(), base.port(), base.path(), null) : base;
    }

    // Written out, here and in hashCode: what the compiler gives a record is put together by the JVM at its first use,
    // for milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostPattern that && wildcard == that.wildcard && base.equals(that.base);
    }

    @Override
    public int hashCode() {
        return 2 * base.hashCode() + (wildcard ? 1 : 0);
    }
}
