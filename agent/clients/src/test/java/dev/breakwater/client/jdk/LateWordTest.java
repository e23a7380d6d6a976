package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallResult;
import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.testing.FaultProvider;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** The client tells of an attempt that was given up when the next one is already under way. */
class LateWordTest {
    private static final String DEAD = "http://127.0.0.1:9/v1";

    @Test
    void what_the_client_says_of_a_cancelled_attempt_concerns_nobody_any_more() throws Exception {
        try (FaultProvider provider = FaultProvider.start().named("fallback")) {
            GovernedWorld world = new GovernedWorld(DEAD);
            world.engine()
                    .apply(PolicyOfTest.of(DEAD)
                            .fallback(provider.baseUrl(), "sk-fallback")
                            .connect(Duration.ofSeconds(2))
                            .build());
            HookedHttpClient client = world.hooked(new StuckOnce(HttpClient.newHttpClient()));

            HttpResponse<String> answer =
                    client.sendAsync(world.chat(), BodyHandlers.ofString()).get(20, TimeUnit.SECONDS);

            assertThat(answer.body()).contains("fallback m-1");
            assertThat(provider.hitCount()).isEqualTo(1);
            assertThat(world.endings).containsExactly(CallResult.Ending.ANSWERED);
        }
    }

    /** The first exchange never connects, and is only found to be cancelled when the second one begins. */
    private static final class StuckOnce extends HttpClient {
        private final HttpClient client;
        private Stuck<?> stuck;

        StuckOnce(HttpClient client) {
            this.client = client;
        }

        private static final class Stuck<T> extends CompletableFuture<T> {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return true;
            }
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
            if (stuck == null) {
                Stuck<HttpResponse<T>> first = new Stuck<>();
                stuck = first;
                return first;
            }
            stuck.completeExceptionally(new CancellationException());
            return client.sendAsync(request, handler);
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
            return client.sendAsync(request, handler, pushes);
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
                throws IOException, InterruptedException {
            return client.send(request, handler);
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return client.cookieHandler();
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return client.connectTimeout();
        }

        @Override
        public Redirect followRedirects() {
            return client.followRedirects();
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return client.proxy();
        }

        @Override
        public SSLContext sslContext() {
            return client.sslContext();
        }

        @Override
        public SSLParameters sslParameters() {
            return client.sslParameters();
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return client.authenticator();
        }

        @Override
        public Version version() {
            return client.version();
        }

        @Override
        public Optional<Executor> executor() {
            return client.executor();
        }
    }
}
