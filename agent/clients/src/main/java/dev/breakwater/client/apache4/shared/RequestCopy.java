package dev.breakwater.client.apache4.shared;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * What an application's request becomes for an attempt, but for the credential.
 *
 * @param original the application's request
 * @param body its body
 * @param context what it is sent with, where the hook at the wire is not told; else null
 */
public record RequestCopy(
        HttpRequest original, CapturedEntity body, @Nullable HttpContext context) {

    /** The request's own configuration; null for none. */
    public static @Nullable RequestConfig config(HttpRequest request) {
        return request instanceof Configurable configured ? configured.getConfig() : null;
    }

    /** That configuration, with no more time to connect than the attempt has. */
    public static RequestConfig limitConnect(RequestConfig config, Attempt attempt) {
        int millis = connectMillis(attempt);
        int own = config.getConnectTimeout();
        return RequestConfig.copy(config)
                .setConnectTimeout(own > 0 ? Math.min(own, millis) : millis)
                .build();
    }

    /** The limit that the attempt has, in the client's unit, which has another meaning for 0. */
    public static int connectMillis(Attempt attempt) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(attempt.connectTimeoutNanos()));
    }

    /** The application's request as it is; only its body can be sent more than once. */
    public HttpRequestBase plain() {
        HttpRequestBase request = copy(null, Urls.uri(original));
        request.setHeaders(original.getAllHeaders());
        return request;
    }

    /** What is sent for an attempt. */
    public HttpRequestBase of(Attempt attempt) {
        boolean changed = !attempt.untouched();
        HttpRequestBase request =
                copy(attempt, changed ? URI.create(attempt.url().full()) : Urls.uri(original));
        for (org.apache.http.Header header : original.getAllHeaders()) {
            if (!drops(attempt, header.getName())) {
                request.addHeader(header);
            }
        }
        if (changed) {
            change(request, attempt);
        }
        return request;
    }

    @SuppressWarnings("deprecation") // clients from before 4.3 are configured by parameters
    private HttpRequestBase copy(@Nullable Attempt attempt, URI uri) {
        String method = original.getRequestLine().getMethod();
        HttpRequestBase request;
        if (original instanceof HttpEntityEnclosingRequest) {
            Managed.WithEntity enclosing = new Managed.WithEntity(method, uri, attempt, context);
            enclosing.setEntity(body.entity());
            request = enclosing;
        } else {
            request = new Managed.WithoutEntity(method, uri, attempt, context);
        }
        request.setProtocolVersion(original.getProtocolVersion());
        request.setConfig(config(original));
        request.setParams(original.getParams());
        return request;
    }

    private static boolean drops(Attempt attempt, String name) {
        for (String dropped : attempt.headersToDrop()) {
            if (dropped.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private void change(HttpRequestBase request, Attempt attempt) {
        for (Header header : attempt.headersToSet()) {
            request.setHeader(header.name(), header.value());
        }
        ByteSlices changed = attempt.body();
        if (changed != null && request instanceof HttpEntityEnclosingRequest enclosing) {
            HttpEntity entity = body.changed(changed);
            enclosing.setEntity(entity);
        }
    }
}
