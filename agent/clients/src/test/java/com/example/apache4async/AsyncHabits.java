package com.example.apache4async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.util.EntityUtils;

/** What is particular to the client that holds no thread. */
public final class AsyncHabits {
    private static final String KEY_A = "sk-of-a";

    @Scenario
    public void a_minimal_client_fails_over(World world) throws Exception {
        failsOver(
                world,
                HttpAsyncClients.createMinimal(
                        new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor())));
    }

    @Scenario
    public void a_client_with_an_interceptor_that_signs_fails_over(World world) throws Exception {
        failsOver(
                world,
                HttpAsyncClients.custom()
                        .addInterceptorLast((HttpRequest request, org.apache.http.protocol.HttpContext context) ->
                                request.setHeader("Authorization", "Bearer " + KEY_A))
                        .build());
    }

    private static void failsOver(World world, CloseableHttpAsyncClient client) throws Exception {
        world.governed(draft -> draft.connect(Duration.ofSeconds(2)));
        world.a.byDefault(Fault.error500());
        HttpClientContext context = HttpClientContext.create();
        Callback callback = new Callback();

        try (client) {
            client.start();
            HttpResponse response =
                    client.execute(chat(world), context, callback).get(10, TimeUnit.SECONDS);

            assertThat(EntityUtils.toString(response.getEntity())).contains("b m-1");
        }

        assertThat(callback.calls()).isEqualTo("1 completed, 0 failed, 0 cancelled");
        assertThat(world.b.hitCount()).isEqualTo(1);
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.b.lastHit().headers().toString()).doesNotContain(KEY_A);
        assertThat(Arrays.toString(context.getRequest().getAllHeaders())).doesNotContain(World.KEY_B);
    }

    private static HttpPost chat(World world) {
        HttpPost request = new HttpPost(world.a.baseUrl() + "/chat/completions");
        request.setHeader("Authorization", "Bearer " + KEY_A);
        request.setEntity(new NStringEntity("{\"model\":\"m-1\",\"messages\":[]}", ContentType.APPLICATION_JSON));
        return request;
    }

    @Scenario
    public void a_redirect_by_another_target_does_not_take_its_key_along(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.badKey());
        world.b.byDefault(
                Fault.status(302, Map.of("Location", "http://localhost:" + world.a.port() + "/v1/models"), ""));
        HttpGet request = new HttpGet(world.a.baseUrl() + "/models");
        request.setHeader("Authorization", "Bearer " + KEY_A);

        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            HttpResponse response = client.execute(request, null).get(10, TimeUnit.SECONDS);
            assertThat(response.getStatusLine().getStatusCode()).isEqualTo(200);
        }

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.a.hits())
                .extracting(Hit::headers)
                .noneMatch(headers -> headers.toString().contains(World.KEY_B));
    }

    @Scenario
    public void a_cancelled_wait_tells_the_callback_once(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(30));
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());
        Callback callback = new Callback();

        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            Future<HttpResponse> future = client.execute(chat(world), callback);
            world.awaitWaiting();

            assertThat(future.cancel(true)).isTrue();

            assertThat(future.isCancelled()).isTrue();
            assertThat(future.cancel(true)).isFalse();
        }
        assertThat(callback.calls()).isEqualTo("0 completed, 0 failed, 1 cancelled");
    }

    @Scenario
    public void aborting_the_request_ends_the_call(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.silence());
        HttpPost request = chat(world);
        Callback callback = new Callback();

        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            client.execute(request, callback);
            assertThat(world.a.awaitHits(1, Duration.ofSeconds(10))).isTrue();

            request.abort();

            assertThat(callback.calls()).isEqualTo("0 completed, 0 failed, 1 cancelled");
        }
        assertThat(world.b.hitCount()).isZero();
    }

    /** At once, or in 4.1.5 by a cancelled future. */
    @Scenario
    public void a_client_that_was_not_started_says_so(World world) throws Exception {
        world.governed();
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            assertThatThrownBy(() -> client.execute(chat(world), null).get(10, TimeUnit.SECONDS))
                    .isInstanceOfAny(IllegalStateException.class, java.util.concurrent.CancellationException.class);
        }
        assertThat(world.a.hitCount() + world.b.hitCount()).isZero();
    }

    @Scenario
    public void the_clients_own_socket_timeout_is_the_calls_deadline(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.silence());
        Callback callback = new Callback();
        RequestConfig config = RequestConfig.custom().setSocketTimeout(1000).build();

        try (CloseableHttpAsyncClient client =
                HttpAsyncClients.custom().setDefaultRequestConfig(config).build()) {
            client.start();
            Future<HttpResponse> future = client.execute(chat(world), callback);

            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(java.net.SocketTimeoutException.class);
        }
        assertThat(callback.calls()).isEqualTo("0 completed, 1 failed, 0 cancelled");
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(1);
    }
}
