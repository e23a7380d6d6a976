package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.policy.Mode;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** What an application is used to from the classic client, governed or not, and whose key goes where. */
public final class ClassicHabits {
    private static final String KEY_A = "sk-of-a";
    private static final String CHAT = "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Scenario
    public void its_own_retry_stays_out_of_governed_calls(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 3);
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());

        try (CloseableHttpClient client = HttpClients.createDefault()) {
            assertThat(send(client, chat(world.a))).startsWith("503");
        }

        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(3);
    }

    @Scenario
    public void its_own_retry_is_as_ever_for_other_hosts(World world) throws Exception {
        world.governed();
        try (FaultProvider other = FaultProvider.start().named("other");
                CloseableHttpClient client = HttpClients.createDefault()) {
            other.answer(Fault.unavailable503());

            assertThat(send(client, chat(other))).startsWith("200").contains("other m-1");

            assertThat(other.hitCount()).isEqualTo(2);
        }
    }

    @Scenario
    public void its_own_retry_is_as_ever_while_the_policy_observes(World world) throws Exception {
        world.governed(draft -> draft.mode = Mode.OBSERVE);
        world.a.answer(Fault.unavailable503());

        try (CloseableHttpClient client = HttpClients.createDefault()) {
            assertThat(send(client, chat(world.a))).startsWith("200").contains("a m-1");
        }

        assertThat(world.a.hitCount()).isEqualTo(2);
    }

    @Scenario
    public void an_interceptor_that_signs_does_not_send_the_callers_key_to_another_target(World world)
            throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());
        List<String> log = new ArrayList<>();

        try (CloseableHttpClient client = HttpClients.custom()
                .addRequestInterceptorLast(
                        (request, entity, context) -> request.setHeader("Authorization", "Bearer " + KEY_A))
                .addResponseInterceptorLast((response, entity, context) -> log.add(
                        List.of(HttpClientContext.adapt(context).getRequest().getHeaders())
                                .toString()))
                .build()) {
            assertThat(send(client, chat(world.a))).contains("b m-1");
        }

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.b.lastHit().headers().toString()).doesNotContain(KEY_A);
        assertThat(log).isNotEmpty().noneMatch(line -> line.contains(World.KEY_B));
    }

    @Scenario
    public void a_redirect_by_another_target_does_not_take_its_key_along(World world) throws Exception {
        world.governed();
        String elsewhere = "http://localhost:" + world.a.port() + "/v1/models";
        world.a.answer(Fault.badKey());
        world.b.byDefault(Fault.status(302, Map.of("Location", elsewhere), ""));
        HttpGet request = new HttpGet(world.a.baseUrl() + "/models");
        request.setHeader("Authorization", "Bearer " + KEY_A);

        try (CloseableHttpClient client = HttpClients.createDefault();
                CloseableHttpResponse response = client.execute(request)) {
            assertThat(response.getCode()).isEqualTo(200);
            EntityUtils.consume(response.getEntity());
        }

        Hit redirected = world.a.lastHit();
        assertThat(redirected.header("Host")).startsWith("localhost");
        assertThat(redirected.key()).isNull();
        assertThat(redirected.headers().toString()).doesNotContain(World.KEY_B);
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
    }

    @Scenario
    public void the_minimal_client_fails_over_and_keeps_its_connections(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500(), Fault.error500());
        HttpClientContext context = HttpClientContext.create();

        try (CloseableHttpClient client = HttpClients.createMinimal()) {
            for (int i = 0; i < 3; i++) {
                HttpPost request = chat(world.a);
                HttpHost target = new HttpHost("http", "127.0.0.1", world.a.port());
                try (CloseableHttpResponse response = client.execute(target, request, context)) {
                    assertThat(EntityUtils.toString(response.getEntity())).contains(i == 0 ? "b m-1" : "a m-1");
                } catch (IOException | org.apache.hc.core5.http.ParseException e) {
                    throw new AssertionError(e);
                }
                assertThat(List.of(context.getRequest().getHeaders()).toString())
                        .doesNotContain(World.KEY_B);
            }
        }

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.a.hits()).extracting(Hit::connectionId).containsOnly(1);
    }

    @Scenario
    public void a_stream_that_is_closed_half_read_is_read_to_its_end_as_ever(World world) throws Exception {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            for (boolean governed : new boolean[] {false, true}) {
                if (governed) {
                    world.governed();
                } else {
                    world.ungoverned();
                }
                HttpPost request = chat(world.a);
                request.setEntity(new StringEntity(
                        CHAT.replace("{\"model", "{\"stream\":true,\"model"), ContentType.APPLICATION_JSON));
                CloseableHttpResponse response = client.execute(request);
                InputStream content = response.getEntity().getContent();
                assertThat(content.read()).isPositive();
                content.close();
            }
        }

        assertThat(world.a.hits()).hasSize(2).extracting(Hit::connectionId).containsOnly(1);
    }

    @Scenario
    public void a_context_has_the_applications_own_configuration_afterwards(World world) throws Exception {
        world.governed(draft -> draft.connect(java.time.Duration.ofSeconds(2)));
        HttpClientContext context = HttpClientContext.create();
        HttpPost request = chat(world.a);
        RequestConfig config =
                RequestConfig.custom().setCircularRedirectsAllowed(true).build();
        request.setConfig(config);

        try (CloseableHttpClient client = HttpClients.createDefault()) {
            String answer = client.execute(request, context, response -> EntityUtils.toString(response.getEntity()));
            assertThat(answer).contains("a m-1");
        }

        assertThat(context.getRequestConfig()).isSameAs(config);
        assertThat(request.getConfig()).isSameAs(config);
    }

    @Scenario
    public void an_expected_continue_is_asked_for_as_ever(World world) throws Exception {
        world.governed();
        HttpPost request = chat(world.a);
        request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());

        try (CloseableHttpClient client = HttpClients.createDefault()) {
            assertThat(send(client, request)).contains("a m-1");
        }

        assertThat(world.a.lastHit().header("Expect")).isEqualTo("100-continue");
    }

    private static HttpPost chat(FaultProvider provider) {
        HttpPost request = new HttpPost(provider.baseUrl() + "/chat/completions");
        request.setHeader("Authorization", "Bearer " + KEY_A);
        request.setEntity(new StringEntity(CHAT, ContentType.APPLICATION_JSON));
        return request;
    }

    private static String send(CloseableHttpClient client, HttpPost request) throws Exception {
        try (CloseableHttpResponse response = client.execute(request)) {
            return response.getCode() + " " + EntityUtils.toString(response.getEntity());
        }
    }
}
