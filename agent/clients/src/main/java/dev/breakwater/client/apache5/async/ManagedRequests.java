package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.apache5.shared.Contexts;
import dev.breakwater.client.apache5.shared.Credentials;
import dev.breakwater.client.apache5.shared.RequestCopy;
import dev.breakwater.client.apache5.shared.Timeouts;
import java.util.Objects;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What one call's request becomes for each attempt, but for the credential, which is put on later. */
final class ManagedRequests {
    private final ApplicationCall<?> call;
    private final HttpRequest original;
    private final @Nullable RequestConfig own;
    private final RequestConfig inForce;
    private volatile boolean changed;

    ManagedRequests(ApplicationCall<?> call) {
        this.call = call;
        this.original = Objects.requireNonNull(call.request().head());
        this.own = original instanceof Configurable configured ? configured.getConfig() : null;
        this.inForce = call.config();
    }

    ManagedRequest of(Attempt attempt, SentAttempt sent) {
        ManagedRequest request = new ManagedRequest(original.getMethod(), attempt, sent);
        RequestCopy.fill(request, original, attempt);
        request.setConfig(config(attempt));
        if (!attempt.untouched()) {
            changed = true;
            if (call.minimal()) {
                Credentials.authorise(request, attempt);
            }
        }
        return request;
    }

    /** Null: what the context has, or the client. */
    private @Nullable RequestConfig config(Attempt attempt) {
        boolean stays = attempt.connectTimeoutNanos() <= 0 && inForce.isHardCancellationEnabled();
        if (stays || attempt.call().observing()) {
            return own;
        }
        RequestConfig.Builder config = RequestConfig.copy(inForce).setHardCancellationEnabled(true);
        if (attempt.connectTimeoutNanos() > 0) {
            config.setConnectTimeout(Timeouts.shorter(inForce.getConnectTimeout(), attempt.connectTimeoutNanos()));
        }
        return config.build();
    }

    /** The application looks into its context for what was sent: it finds its own request there, and its own configuration. */
    void restoreContext() {
        if (changed) {
            Contexts.setRequest(call.context(), original);
        }
        Contexts.setConfig(call.context(), inForce);
    }
}
