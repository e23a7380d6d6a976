package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.HttpParams;
import org.jspecify.annotations.Nullable;

/** What one call's request becomes for each attempt, but for the credential where it can be put on later. */
@SuppressWarnings("deprecation") // clients from before 4.3 are configured by parameters
final class ManagedRequests {
    private final Exchange exchange;
    private final CapturedEntity body;
    private final RequestConfig inForce;

    ManagedRequests(Exchange exchange, CapturedEntity body) {
        this.exchange = exchange;
        this.body = body;
        this.inForce = exchange.config();
    }

    /** The application's configuration, which its context has after the call. */
    RequestConfig ownConfig() {
        return inForce;
    }

    /** The application's request as it is; only its body can be sent more than once. */
    HttpRequestBase plain() {
        HttpRequestBase request = copy(null, Urls.uri(exchange.request()));
        request.setHeaders(exchange.request().getAllHeaders());
        return request;
    }

    HttpRequestBase of(Attempt attempt) {
        boolean changed = !attempt.untouched();
        HttpRequestBase request =
                copy(attempt, changed ? URI.create(attempt.url().full()) : Urls.uri(exchange.request()));
        for (org.apache.http.Header header : exchange.request().getAllHeaders()) {
            if (!drops(attempt, header.getName())) {
                request.addHeader(header);
            }
        }
        if (changed) {
            change(request, attempt);
        }
        if (attempt.connectTimeoutNanos() > 0) {
            limitConnect(request, (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(attempt.connectTimeoutNanos())));
        }
        return request;
    }

    private HttpRequestBase copy(@Nullable Attempt attempt, URI uri) {
        HttpRequest original = exchange.request();
        String method = original.getRequestLine().getMethod();
        HttpRequestBase request;
        if (original instanceof HttpEntityEnclosingRequest) {
            Managed.WithEntity enclosing = new Managed.WithEntity(method, uri, attempt);
            enclosing.setEntity(body.entity());
            request = enclosing;
        } else {
            request = new Managed.WithoutEntity(method, uri, attempt);
        }
        request.setProtocolVersion(original.getProtocolVersion());
        request.setConfig(exchange.requestConfig());
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
            enclosing.setEntity(body.changed(changed));
        }
        if (exchange.withoutChain()) {
            LateCredential.authorise(request, attempt);
            if (exchange.old()) {
                // It would copy every header for wherever the redirect leads.
                ownParams(request).setBooleanParameter(ClientPNames.HANDLE_REDIRECTS, false);
            }
        }
    }

    private void limitConnect(HttpRequestBase request, int millis) {
        if (exchange.old()) {
            ownParams(request).setIntParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, millis);
            return;
        }
        int own = inForce.getConnectTimeout();
        request.setConfig(RequestConfig.copy(inForce)
                .setConnectTimeout(own > 0 ? Math.min(own, millis) : millis)
                .build());
    }

    private static HttpParams ownParams(HttpRequestBase request) {
        HttpParams own = request.getParams().copy();
        request.setParams(own);
        return own;
    }
}
