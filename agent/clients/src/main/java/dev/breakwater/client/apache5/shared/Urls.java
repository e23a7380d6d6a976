package dev.breakwater.client.apache5.shared;

import dev.breakwater.call.CallEngine;
import dev.breakwater.message.Url;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** URLs in this client's terms and in ours. They differ in default ports and in the brackets around IPv6 addresses. */
public final class Urls {
    private Urls() {}

    public static boolean mayMatch(CallEngine engine, String host) {
        return engine.mayMatch(host) || (host.indexOf(':') >= 0 && engine.mayMatch(bracketed(host)));
    }

    /** Where the request goes: to the target that the client was told, if any, whatever host the request names. */
    public static @Nullable Url url(@Nullable HttpHost target, HttpRequest request) {
        URIAuthority authority = request.getAuthority();
        String scheme = target == null ? request.getScheme() : target.getSchemeName();
        String host = target != null ? target.getHostName() : authority == null ? null : authority.getHostName();
        String path = request.getPath();
        if (host == null || path == null || !path.startsWith("/")) {
            return null;
        }
        String lowerScheme = scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT);
        int port = target != null ? target.getPort() : authority == null ? -1 : authority.getPort();
        int query = path.indexOf('?');
        return new Url(
                lowerScheme,
                bracketed(host.toLowerCase(Locale.ROOT)),
                port >= 0 ? port : defaultPort(lowerScheme),
                query < 0 ? path : path.substring(0, query),
                query < 0 ? null : path.substring(query + 1));
    }

    public static HttpHost host(Url url) {
        return new HttpHost(url.scheme(), bare(url.host()), port(url));
    }

    public static URIAuthority authority(Url url) {
        return new URIAuthority(bare(url.host()), port(url));
    }

    public static String pathAndQuery(Url url) {
        return url.query() == null ? url.path() : url.path() + "?" + url.query();
    }

    /** Whether a request on that route goes to this origin. */
    public static boolean sameOrigin(Url url, HttpHost target) {
        int port = target.getPort() >= 0 ? target.getPort() : defaultPort(target.getSchemeName());
        return url.port() == port
                && url.host().equalsIgnoreCase(bracketed(target.getHostName()))
                && url.scheme().equalsIgnoreCase(target.getSchemeName());
    }

    /** -1 for the scheme's own, so that the Host header does not name it. */
    private static int port(Url url) {
        return url.port() == defaultPort(url.scheme()) ? -1 : url.port();
    }

    private static int defaultPort(String scheme) {
        return scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
