package dev.breakwater.client.apache4;

import dev.breakwater.call.Attempt;
import dev.breakwater.client.apache4.shared.CapturedEntity;
import dev.breakwater.client.apache4.shared.Credentials;
import dev.breakwater.client.apache4.shared.RequestCopy;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.HttpParams;

/** What one call's request becomes for each attempt, but for the credential where it can be put on later. */
@SuppressWarnings("deprecation") // clients from before 4.3 are configured by parameters
final class ManagedRequests {
    private final Exchange exchange;
    private final RequestCopy copy;
    private final RequestConfig inForce;

    ManagedRequests(Exchange exchange, CapturedEntity body) {
        this.exchange = exchange;
        this.copy = new RequestCopy(exchange.request(), body, null);
        this.inForce = exchange.config();
    }

    /** The application's configuration, which its context has after the call. */
    RequestConfig ownConfig() {
        return inForce;
    }

    /** The application's request as it is; only its body can be sent more than once. */
    HttpRequestBase plain() {
        return copy.plain();
    }

    HttpRequestBase of(Attempt attempt) {
        HttpRequestBase request = copy.of(attempt);
        if (!attempt.untouched() && exchange.withoutChain()) {
            Credentials.put(request, attempt);
            if (exchange.old()) {
                // It would copy every header for wherever the redirect leads.
                ownParams(request).setBooleanParameter(ClientPNames.HANDLE_REDIRECTS, false);
            }
        }
        if (attempt.connectTimeoutNanos() > 0) {
            limitConnect(request, attempt);
        }
        return request;
    }

    private void limitConnect(HttpRequestBase request, Attempt attempt) {
        if (exchange.old()) {
            ownParams(request)
                    .setIntParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, RequestCopy.connectMillis(attempt));
        } else {
            request.setConfig(RequestCopy.limitConnect(inForce, attempt));
        }
    }

    private static HttpParams ownParams(HttpRequestBase request) {
        HttpParams own = request.getParams().copy();
        request.setParams(own);
        return own;
    }
}
