package dev.breakwater.client.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Http2Server;
import dev.breakwater.client.scenario.World;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract does not ask because only this client has it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UrlConnectionRescueTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final UrlWorld urls = new UrlWorld();
    private final World world = urls.world;

    @AfterEach
    void close() {
        urls.close();
    }

    @Test
    void a_post_is_not_repeated_behind_the_policys_back() throws Exception {
        urls.governed(draft -> draft.maxAttempts = 1);
        world.a.byDefault(Fault.closedBeforeHeaders());

        assertThatThrownBy(urls.chat()::getInputStream).isInstanceOf(IOException.class);

        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Test
    void where_the_policy_only_observes_the_jdk_repeats_it_as_ever() throws Exception {
        urls.governed(draft -> draft.mode = dev.breakwater.policy.Mode.OBSERVE);
        world.a.answer(Fault.closedBeforeHeaders());

        assertThat(UrlWorld.text(urls.chat().getInputStream())).contains("a m-1");

        assertThat(world.a.hitCount()).isEqualTo(2);
    }

    @Test
    void a_failure_elsewhere_is_told_as_if_it_had_been_here() throws Exception {
        urls.governed(draft -> draft.maxAttempts = 2);
        world.a.byDefault(Fault.badKey());
        world.b.byDefault(Fault.status(404, Map.of(), "{\"error\":{\"code\":\"model_not_found\"}}"));
        HttpURLConnection connection = urls.chat();

        assertThatThrownBy(connection::getInputStream)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(world.a.baseUrl());

        assertThat(world.b.hitCount()).isEqualTo(1);
        assertThat(connection.getURL().toString()).startsWith(world.a.baseUrl());
    }

    @Test
    void a_redirect_by_another_target_does_not_take_its_key_along() throws Exception {
        urls.governed(draft -> {});
        world.a.answer(Fault.badKey());
        world.b.byDefault(
                Fault.status(302, Map.of("Location", "http://localhost:" + world.a.port() + "/v1/models"), ""));
        HttpURLConnection connection = urls.open("/models");
        connection.setRequestProperty("Authorization", "Bearer " + UrlWorld.KEY_A);

        assertThat(connection.getResponseCode()).isEqualTo(302);

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.a.hits())
                .extracting(Hit::headers)
                .noneMatch(headers -> headers.toString().contains(World.KEY_B));
    }

    @Test
    void an_authenticator_speaks_to_where_the_application_goes_and_to_nobody_else() throws Exception {
        urls.governed(draft -> {});
        AtomicInteger asked = new AtomicInteger();
        Authenticator authenticator = new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return new PasswordAuthentication("user", "of-a".toCharArray());
            }
        };
        Fault challenge = Fault.status(401, Map.of("WWW-Authenticate", "Basic realm=\"r\""), "{}");
        HttpURLConnection here = urls.open("/models");
        here.setAuthenticator(authenticator);
        world.a.answer(challenge);
        assertThat(here.getResponseCode()).isEqualTo(200);
        assertThat(asked).hasValue(1);

        world.a.byDefault(Fault.error500());
        world.b.byDefault(challenge);
        HttpURLConnection there = urls.open("/models");
        there.setAuthenticator(authenticator);

        assertThat(there.getResponseCode()).isIn(401, 500);
        assertThat(asked).hasValue(1);
        assertThat(world.b.hits()).extracting(Hit::key).containsOnly(World.KEY_B);
    }

    @Test
    void two_threads_that_ask_are_one_call() throws Exception {
        urls.governed(draft -> {});
        world.a.byDefault(Fault.slowHeaders(Duration.ofMillis(300)));
        HttpURLConnection connection = urls.chat();

        CompletableFuture<Integer> other = background(connection::getResponseCode);

        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(connection.getInputStream()).isSameAs(connection.getInputStream());
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Test
    void disconnecting_ends_a_wait() throws Exception {
        urls.governed(draft -> {
            draft.backoff = Duration.ofSeconds(20);
            draft.maxAttempts = 10;
        });
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());
        HttpURLConnection connection = urls.chat();
        CompletableFuture<Integer> call = background(connection::getResponseCode);
        world.awaitWaiting();
        int sends = world.a.hitCount() + world.b.hitCount();

        connection.disconnect();

        assertFails(call);
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(sends);
    }

    @Test
    void disconnecting_ends_waiting_for_the_head() throws Exception {
        urls.governed(draft -> {});
        world.a.byDefault(Fault.silence());
        HttpURLConnection connection = urls.chat();
        CompletableFuture<Integer> call = background(connection::getResponseCode);
        assertThat(world.a.awaitHits(1, SOON)).isTrue();

        connection.disconnect();

        assertFails(call);
        assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hitCount()).isZero();
    }

    /** The JDK's own would wait here for the very thread that reads. */
    @Test
    void disconnecting_ends_reading() throws Exception {
        urls.governed(draft -> {});
        world.a.byDefault(Fault.stallAfter(20, Duration.ofSeconds(30)));
        HttpURLConnection connection = urls.open("/chat/completions");
        UrlWorld.prepare(connection);
        UrlWorld.write(
                connection,
                new String(UrlWorld.CHAT)
                        .replace("{\"model", "{\"stream\":true,\"model")
                        .getBytes());
        InputStream body = connection.getInputStream();
        CompletableFuture<byte[]> reading = background(body::readAllBytes);

        connection.disconnect();

        assertFails(reading);
        assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @Test
    void disconnecting_before_anything_was_asked_changes_nothing() throws Exception {
        urls.governed(draft -> {});
        HttpURLConnection connection = urls.open("/models");
        connection.connect();
        connection.disconnect();
        connection.setRequestProperty("X-Own", "1");

        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(world.a.lastHit().header("X-Own")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"facts", "classify"})
    void an_error_of_the_agents_own_sends_nothing_twice(String method) throws Exception {
        urls.speaking(dialect -> (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (self, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw new IllegalStateException("a bug");
                    }
                    return called.invoke(dialect, arguments);
                }));
        world.a.byDefault(Fault.error500());

        assertThat(urls.chat().getResponseCode()).isEqualTo(500);

        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hitCount()).isZero();
    }

    @Test
    void over_tls_too_a_failed_attempt_is_repeated() throws Exception {
        try (Http2Server server = world.http2Server()) {
            urls.governedBy(world.governedAt(server.baseUrl(), world.b.baseUrl(), draft -> {}));
            server.answer(503, "{}");
            server.answer(200, "{\"id\":\"c\"}");
            HttpsURLConnection connection = (HttpsURLConnection) urls.openUrl(server.baseUrl() + "/chat/completions");
            connection.setSSLSocketFactory(server.clientSockets());
            UrlWorld.prepare(connection);
            assertThatThrownBy(connection::getServerCertificates).isInstanceOf(IllegalStateException.class);
            connection.connect();
            assertThat(connection.getServerCertificates())
                    .as("before anything is sent")
                    .isNotEmpty();
            assertThat(server.requestCount()).isZero();
            UrlWorld.write(connection, UrlWorld.CHAT);

            assertThat(connection.getResponseCode()).isEqualTo(200);

            assertThat(connection.getServerCertificates()).isNotEmpty();
            assertThat(connection.getSSLSession()).isPresent();
            assertThat(UrlWorld.text(connection.getInputStream())).isEqualTo("{\"id\":\"c\"}");
            assertThat(server.requestCount()).isEqualTo(2);
        }
    }

    @Test
    void over_tls_too_disconnecting_ends_waiting() throws Exception {
        try (Http2Server server = world.http2Server()) {
            urls.governedBy(world.governedAt(server.baseUrl(), world.b.baseUrl(), draft -> {}));
            server.silence();
            HttpsURLConnection connection = (HttpsURLConnection) urls.openUrl(server.baseUrl() + "/chat/completions");
            connection.setSSLSocketFactory(server.clientSockets());
            UrlWorld.prepare(connection);
            UrlWorld.write(connection, UrlWorld.CHAT);
            CompletableFuture<Integer> call = background(connection::getResponseCode);
            assertThat(server.nextRequest()).contains(UrlWorld.KEY_A);

            connection.disconnect();

            assertFails(call);
        }
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> background(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static void assertFails(CompletableFuture<?> call) {
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }
}
