package dev.breakwater.client.apache4;

import dev.breakwater.client.apache4.shared.RequestCopy;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** What the application asked its client for. */
@SuppressWarnings("deprecation") // clients from before 4.3 are configured by parameters
record Exchange(
        CloseableHttpClient client,
        HttpHost target,
        HttpRequest request,
        @Nullable HttpContext context) {

    /** The request's own configuration; null for none. */
    @Nullable
    RequestConfig requestConfig() {
        return RequestCopy.config(request);
    }

    /** The configuration in force, found as the client itself finds it. */
    RequestConfig config() {
        RequestConfig config = requestConfig();
        if (config == null
                && context != null
                && context.getAttribute(HttpClientContext.REQUEST_CONFIG) instanceof RequestConfig set) {
            config = set;
        }
        if (config == null && client instanceof Configurable configured) {
            config = configured.getConfig();
        }
        return config == null ? RequestConfig.DEFAULT : config;
    }

    int socketTimeoutMillis() {
        if (!old()) {
            return config().getSocketTimeout();
        }
        int clients = client.getParams().getIntParameter(CoreConnectionPNames.SO_TIMEOUT, 0);
        return request.getParams().getIntParameter(CoreConnectionPNames.SO_TIMEOUT, clients);
    }

    /** Whether this is {@code DefaultHttpClient} or one like it, configured by parameters. */
    boolean old() {
        return client instanceof org.apache.http.impl.client.AbstractHttpClient;
    }

    /** Whether nobody further inside can be told to put the credential on. */
    boolean withoutChain() {
        return old() || client.getClass().getName().endsWith(".MinimalHttpClient");
    }
}
