package dev.breakwater.client.okhttp;

import dev.breakwater.message.Url;
import okhttp3.HttpUrl;

/** URLs in OkHttp's terms and in ours. They differ in the brackets around IPv6 addresses. */
final class Urls {
    private Urls() {}

    static Url url(HttpUrl url) {
        return new Url(url.scheme(), host(url.host()), url.port(), url.encodedPath(), url.encodedQuery());
    }

    static String host(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** The same place in OkHttp's terms; what is percent-encoded stays as it is. */
    static HttpUrl httpUrl(Url url) {
        return new HttpUrl.Builder()
                .scheme(url.scheme())
                .host(url.host())
                .port(url.port())
                .encodedPath(url.path())
                .encodedQuery(url.query())
                .build();
    }
}
