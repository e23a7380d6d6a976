package dev.breakwater.client.apache5;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.apache5.shared.RequestCopy;
import dev.breakwater.client.apache5.shared.Timeouts;
import dev.breakwater.message.ByteSlices;
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
        return copy(null);
    }

    ManagedRequest of(Attempt attempt) {
        ManagedRequest request = copy(attempt);
        ByteSlices changed = attempt.untouched() ? null : attempt.body();
        if (changed != null) {
            request.setEntity(body.changed(changed));
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
        RequestCopy.fill(request, original, attempt);
        request.setEntity(body.entity());
        request.setConfig(requestConfig);
        return request;
    }
}
