package com.example.apache4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.util.Arrays;
import java.util.Map;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultServiceUnavailableRetryStrategy;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.util.EntityUtils;

/** Each way to make a client, and whose key goes where with it. */
@SuppressWarnings("deprecation") // still in use
public final class OldAndNewClients {
    private static final String KEY_A = "sk-of-a";

    @Scenario
    public void a_default_client_from_before_4_3_fails_over(World world) throws Exception {
        failsOver(world, new DefaultHttpClient());
    }

    @Scenario
    public void a_minimal_client_fails_over(World world) throws Exception {
        failsOver(world, HttpClients.createMinimal(new PoolingHttpClientConnectionManager()));
    }

    @Scenario
    public void a_client_with_an_interceptor_that_signs_fails_over(World world) throws Exception {
        failsOver(
                world,
                HttpClients.custom()
                        .addInterceptorLast((HttpRequest request, org.apache.http.protocol.HttpContext context) ->
                                request.setHeader("Authorization", "Bearer " + KEY_A))
                        .build());
    }

    @Scenario
    public void the_clients_own_retry_does_not_multiply_the_agents(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());
        HttpPost request = new HttpPost(world.a.baseUrl() + "/chat/completions");
        request.setEntity(new StringEntity("{\"model\":\"m-1\",\"messages\":[]}", ContentType.APPLICATION_JSON));

        try (CloseableHttpClient client = HttpClients.custom()
                        .setServiceUnavailableRetryStrategy(new DefaultServiceUnavailableRetryStrategy(3, 10))
                        .build();
                CloseableHttpResponse response = client.execute(request)) {
            assertThat(response.getStatusLine().getStatusCode()).isEqualTo(503);
            EntityUtils.consume(response.getEntity());
        }

        assertThat(world.a.hitCount() + world.b.hitCount())
                .isEqualTo(world.result().last().number());
    }

    @Scenario
    public void the_clients_own_retry_handler_is_not_asked(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.resetBeforeHeaders());
        world.b.byDefault(Fault.resetBeforeHeaders());
        HttpPost request = new HttpPost(world.a.baseUrl() + "/chat/completions");
        request.setEntity(new StringEntity("{\"model\":\"m-1\",\"messages\":[]}", ContentType.APPLICATION_JSON));

        try (CloseableHttpClient client = HttpClients.custom()
                .setRetryHandler((error, count, context) -> count < 4)
                .build()) {
            assertThatThrownBy(() -> client.execute(request)).isInstanceOf(java.io.IOException.class);
        }

        assertThat(world.a.hitCount() + world.b.hitCount())
                .isEqualTo(world.result().last().number());
    }

    private static void failsOver(World world, CloseableHttpClient client) throws Exception {
        world.governed(draft -> draft.connect(java.time.Duration.ofSeconds(2)));
        world.a.byDefault(Fault.error500());
        HttpClientContext context = HttpClientContext.create();
        HttpPost request = new HttpPost(world.a.baseUrl() + "/chat/completions");
        request.setHeader("Authorization", "Bearer " + KEY_A);
        request.setEntity(new StringEntity("{\"model\":\"m-1\",\"messages\":[]}", ContentType.APPLICATION_JSON));

        try (client;
                CloseableHttpResponse response = client.execute(request, context)) {
            assertThat(EntityUtils.toString(response.getEntity())).contains("b m-1");
        }

        assertThat(world.b.hitCount()).isEqualTo(1);
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.b.lastHit().headers().toString()).doesNotContain(KEY_A);
        assertThat(Arrays.toString(context.getRequest().getAllHeaders())).doesNotContain(World.KEY_B);
    }

    @Scenario
    public void a_redirect_by_another_target_does_not_take_its_key_along(World world) throws Exception {
        for (boolean old : new boolean[] {false, true}) {
            world.a.reset();
            world.b.reset();
            world.governed();
            world.a.answer(Fault.badKey());
            world.b.byDefault(
                    Fault.status(302, Map.of("Location", "http://localhost:" + world.a.port() + "/v1/models"), ""));
            HttpGet request = new HttpGet(world.a.baseUrl() + "/models");
            request.setHeader("Authorization", "Bearer " + KEY_A);

            try (CloseableHttpClient client = old ? new DefaultHttpClient() : HttpClients.createDefault();
                    CloseableHttpResponse response = client.execute(request)) {
                assertThat(response.getStatusLine().getStatusCode()).isEqualTo(old ? 302 : 200);
                EntityUtils.consume(response.getEntity());
            }

            assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
            assertThat(world.a.hits())
                    .extracting(Hit::headers)
                    .noneMatch(headers -> headers.toString().contains(World.KEY_B));
        }
    }
}
