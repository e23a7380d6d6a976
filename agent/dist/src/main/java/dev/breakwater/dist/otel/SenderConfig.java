package dev.breakwater.dist.otel;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The exporter's settings, but with threads of the agent's own, as the agent leaves alone what is sent on those; and while the
 * JVM is ending, a collector that cannot be reached is not tried again, which would make the application wait.
 */
record SenderConfig(HttpSenderConfig given, ExecutorService executor, BooleanSupplier ending)
        implements HttpSenderConfig {

    @Override
    public URI getEndpoint() {
        return given.getEndpoint();
    }

    @Override
    public String getContentType() {
        return given.getContentType();
    }

    @Override
    public @Nullable Compressor getCompressor() {
        return given.getCompressor();
    }

    @Override
    public Duration getTimeout() {
        return given.getTimeout();
    }

    @Override
    public Duration getConnectTimeout() {
        return given.getConnectTimeout();
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
        return given.getHeadersSupplier();
    }

    @Override
    public @Nullable ProxyOptions getProxyOptions() {
        return given.getProxyOptions();
    }

    @Override
    public @Nullable RetryPolicy getRetryPolicy() {
        RetryPolicy policy = given.getRetryPolicy();
        return policy == null
                ? null
                : policy.toBuilder()
                        .setRetryExceptionPredicate(retriable(policy))
                        .build();
    }

    private Predicate<IOException> retriable(RetryPolicy policy) {
        Predicate<IOException> asGiven = policy.getRetryExceptionPredicate();
        // Without one the sender retries after everything but a failed handshake, too.
        Predicate<IOException> otherwise = asGiven != null ? asGiven : error -> !(error instanceof SSLException);
        return error -> !ending.getAsBoolean() && otherwise.test(error);
    }

    @Override
    public @Nullable SSLContext getSslContext() {
        return given.getSslContext();
    }

    @Override
    public @Nullable X509TrustManager getTrustManager() {
        return given.getTrustManager();
    }

    @Override
    public ExecutorService getExecutorService() {
        return executor;
    }

    @Override
    public long getMaxResponseBodySize() {
        return given.getMaxResponseBodySize();
    }

    @Override
    public List<String> getEnabledProtocols() {
        return given.getEnabledProtocols();
    }
}
