package dev.breakwater.client.apache5;

import dev.breakwater.call.Attempt;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import java.util.Iterator;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** What one call's request becomes for each attempt, but for the credential, which is put on later. */
final class ManagedRequests {
    private final ClassicExchange exchange;
    private final CapturedEntity body;
    private final @Nullable RequestConfig requestConfig;
    private final RequestConfig inForce;

    ManagedRequests(ClassicExchange exchange, CapturedEntity body) {
        this.exchange = exchange;
        this.body = body;
        this.requestConfig = exchange.request() instanceof Configurable configured ? configured.getConfig() : null;
        this.inForce = exchange.config();
    }

    /** The application's configuration, which its context has after the call. */
    RequestConfig ownConfig() {
        return inForce;
    }

    /** The application's request as it is; only its body can be sent more than once. */
    ManagedRequest plain() {
        ManagedRequest request = copy(null);
        copyHeaders(request, null);
        return request;
    }

    ManagedRequest of(Attempt attempt) {
        ManagedRequest request = copy(attempt);
        copyHeaders(request, attempt);
        if (!attempt.untouched()) {
            change(request, attempt);
        }
        if (attempt.connectTimeoutNanos() > 0) {
            request.setConfig(RequestConfig.copy(inForce)
                    .setConnectTimeout(Timeouts.shorter(inForce.getConnectTimeout(), attempt.connectTimeoutNanos()))
                    .build());
        }
        return request;
    }

    private ManagedRequest copy(@Nullable Attempt attempt) {
        ClassicHttpRequest original = exchange.request();
        ManagedRequest request = new ManagedRequest(original.getMethod(), attempt);
        request.setScheme(original.getScheme());
        request.setAuthority(original.getAuthority());
        request.setPath(original.getPath());
        request.setVersion(original.getVersion());
        request.setEntity(body.entity());
        request.setConfig(requestConfig);
        return request;
    }

    private void copyHeaders(ManagedRequest request, @Nullable Attempt attempt) {
        for (Iterator<org.apache.hc.core5.http.Header> own = exchange.request().headerIterator(); own.hasNext(); ) {
            org.apache.hc.core5.http.Header header = own.next();
            if (attempt == null || !drops(attempt, header.getName())) {
                request.addHeader(header);
            }
        }
    }

    private static boolean drops(Attempt attempt, String name) {
        for (String dropped : attempt.headersToDrop()) {
            if (dropped.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private void change(ManagedRequest request, Attempt attempt) {
        request.setScheme(attempt.url().scheme());
        request.setAuthority(Urls.authority(attempt.url()));
        request.setPath(Urls.pathAndQuery(attempt.url()));
        for (Header header : attempt.headersToSet()) {
            request.setHeader(header.name(), header.value());
        }
        ByteSlices changed = attempt.body();
        if (changed != null) {
            request.setEntity(body.changed(changed));
        }
    }
}
