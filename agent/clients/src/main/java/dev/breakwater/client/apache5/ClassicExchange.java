package dev.breakwater.client.apache5;

import dev.breakwater.client.apache5.shared.Contexts;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** What the application asked its classic client for. */
record ClassicExchange(
        CloseableHttpClient client,
        @Nullable HttpHost target,
        ClassicHttpRequest request,
        @Nullable HttpContext context) {

    /** The configuration in force, found as the client itself finds it. */
    RequestConfig config() {
        RequestConfig config = request instanceof Configurable configured ? configured.getConfig() : null;
        if (config == null && context != null) {
            config = Contexts.config(context);
        }
        if (config == null && client instanceof Configurable configured) {
            config = configured.getConfig();
        }
        return config == null ? RequestConfig.DEFAULT : config;
    }

    /** Whether the client has no chain of handlers, and so nobody who could be told to put the credential on. */
    boolean minimal() {
        return client.getClass().getName().endsWith(".MinimalHttpClient");
    }
}
