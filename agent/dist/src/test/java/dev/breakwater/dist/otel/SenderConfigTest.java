package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What the exporter tries again: otherwise a JVM that ends would wait for a collector that is not there. */
class SenderConfigTest {
    private final AtomicBoolean ending = new AtomicBoolean();

    @Test
    void what_cannot_be_reached_is_tried_again_until_the_jvm_ends() {
        Predicate<IOException> retriable = retriable(RetryPolicy.getDefault());

        assertThat(retriable).accepts(new ConnectException()).rejects(new SSLHandshakeException("untrusted"));

        ending.set(true);
        assertThat(retriable).rejects(new ConnectException());
    }

    @Test
    void what_the_exporter_would_not_try_again_is_not() {
        Predicate<IOException> retriable = retriable(RetryPolicy.getDefault().toBuilder()
                .setRetryExceptionPredicate(error -> false)
                .build());

        assertThat(retriable).rejects(new ConnectException());
    }

    @Test
    void without_retries_there_are_none() {
        assertThat(new SenderConfig(given(null), null, ending::get).getRetryPolicy())
                .isNull();
    }

    private Predicate<IOException> retriable(RetryPolicy policy) {
        return new SenderConfig(given(policy), null, ending::get)
                .getRetryPolicy()
                .getRetryExceptionPredicate();
    }

    private static HttpSenderConfig given(RetryPolicy policy) {
        return (HttpSenderConfig) Proxy.newProxyInstance(
                SenderConfigTest.class.getClassLoader(),
                new Class<?>[] {HttpSenderConfig.class},
                (proxy, method, arguments) -> policy);
    }
}
