package dev.breakwater.client.apache4.shared;

import dev.breakwater.call.CallEngine;
import dev.breakwater.message.Url;
import java.net.URI;
import java.util.Locale;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpUriRequest;

/** URLs in this client's terms and in ours. They differ in default ports and in the brackets around IPv6 addresses. */
public final class Urls {
    private Urls() {}

    public static boolean mayMatch(CallEngine engine, String host) {
        return engine.mayMatch(host) || (host.indexOf(':') >= 0 && engine.mayMatch(bracketed(host)));
    }

    public static URI uri(HttpRequest request) {
        return request instanceof HttpUriRequest own
                ? own.getURI()
                : URI.create(request.getRequestLine().getUri());
    }

    /** Where the request goes: to the target that the client was told, whatever host the request names. */
    public static Url url(HttpHost target, HttpRequest request) {
        URI uri = uri(request);
        String scheme = target.getSchemeName().toLowerCase(Locale.ROOT);
        String path = uri.getRawPath();
        return new Url(
                scheme,
                bracketed(target.getHostName().toLowerCase(Locale.ROOT)),
                target.getPort() >= 0 ? target.getPort() : defaultPort(scheme),
                path == null ? "/" : path,
                uri.getRawQuery());
    }

    public static HttpHost host(Url url) {
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HttpHost(bare, url.port() == defaultPort(url.scheme()) ? -1 : url.port(), url.scheme());
    }

    /** Whether a request on that route goes to this origin. */
    public static boolean sameOrigin(Url url, HttpHost target) {
        int port = target.getPort() >= 0 ? target.getPort() : defaultPort(target.getSchemeName());
        return url.port() == port
                && url.host().equalsIgnoreCase(bracketed(target.getHostName()))
                && url.scheme().equalsIgnoreCase(target.getSchemeName());
    }

    private static int defaultPort(String scheme) {
        return scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
