package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.apache5.AsyncCalls.Counting;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.policy.Mode;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;

/** What an application is used to from the asynchronous client, governed or not, and whose key goes where. */
public final class AsyncHabits {

    @Scenario
    public void its_own_retry_stays_out_of_governed_calls(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 3);
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a))).startsWith("503");
        }

        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(3);
    }

    @Scenario
    public void its_own_retry_is_as_ever_for_other_hosts(World world) throws Exception {
        world.governed();
        try (FaultProvider other = FaultProvider.start().named("other");
                CloseableHttpAsyncClient client = AsyncCalls.started()) {
            if (AsyncCalls.ownRetryWorks()) {
                other.answer(Fault.unavailable503());
            }

            assertThat(AsyncCalls.send(client, AsyncCalls.chat(other)))
                    .startsWith("200")
                    .contains("other m-1");

            assertThat(other.hitCount()).isEqualTo(AsyncCalls.ownRetryWorks() ? 2 : 1);
        }
    }

    @Scenario
    public void its_own_retry_is_as_ever_while_the_policy_observes(World world) throws Exception {
        world.governed(draft -> draft.mode = Mode.OBSERVE);
        if (AsyncCalls.ownRetryWorks()) {
            world.a.answer(Fault.unavailable503());
        }

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a)))
                    .startsWith("200")
                    .contains("a m-1");
        }

        assertThat(world.a.hitCount()).isEqualTo(AsyncCalls.ownRetryWorks() ? 2 : 1);
    }

    @Scenario
    public void an_interceptor_that_signs_does_not_send_the_callers_key_to_another_target(World world)
            throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());
        List<String> log = Collections.synchronizedList(new ArrayList<>());

        try (CloseableHttpAsyncClient client = AsyncCalls.started(HttpAsyncClients.custom()
                .addRequestInterceptorLast(
                        (request, entity, context) -> request.setHeader("Authorization", "Bearer " + AsyncCalls.KEY_A))
                .addResponseInterceptorLast((response, entity, context) -> log.add(
                        List.of(HttpClientContext.adapt(context).getRequest().getHeaders())
                                .toString()))
                .build())) {
            assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a))).contains("b m-1");
        }

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.b.lastHit().headers().toString()).doesNotContain(AsyncCalls.KEY_A);
        assertThat(log).isNotEmpty().noneMatch(line -> line.contains(World.KEY_B));
    }

    @Scenario
    public void a_redirect_by_another_target_does_not_take_its_key_along(World world) throws Exception {
        world.governed();
        String elsewhere = "http://localhost:" + world.a.port() + "/v1/models";
        world.a.answer(Fault.badKey());
        world.b.byDefault(Fault.status(302, Map.of("Location", elsewhere), ""));
        SimpleHttpRequest request = new SimpleHttpRequest("GET", URI.create(world.a.baseUrl() + "/models"));
        request.setHeader("Authorization", "Bearer " + AsyncCalls.KEY_A);

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.send(client, request)).startsWith("200");
        }

        Hit redirected = world.a.lastHit();
        assertThat(redirected.header("Host")).startsWith("localhost");
        assertThat(redirected.key()).isNull();
        assertThat(redirected.headers().toString()).doesNotContain(World.KEY_B);
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
    }

    @Scenario
    public void the_minimal_client_fails_over(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500(), Fault.error500());
        HttpClientContext context = HttpClientContext.create();

        try (CloseableHttpAsyncClient client = AsyncCalls.started(HttpAsyncClients.createMinimal())) {
            for (int i = 0; i < 3; i++) {
                assertThat(AsyncCalls.said(AsyncCalls.start(client, AsyncCalls.chat(world.a), context, null)))
                        .contains(i == 0 ? "b m-1" : "a m-1");
                assertThat(List.of(context.getRequest().getHeaders()).toString())
                        .doesNotContain(World.KEY_B);
            }
        }

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.b.lastHit().headers().toString()).doesNotContain(AsyncCalls.KEY_A);
    }

    @Scenario
    public void a_named_target_is_governed_and_another_one_is_not(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());
        HttpHost target = new HttpHost("http", "127.0.0.1", world.a.port());
        SimpleHttpRequest request = AsyncCalls.chat(world.a);

        try (FaultProvider other = FaultProvider.start().named("other");
                CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.said(client.execute(
                            target,
                            SimpleRequestProducer.create(request),
                            SimpleResponseConsumer.create(),
                            null,
                            null,
                            null)))
                    .contains("b m-1");
            other.byDefault(Fault.error500());
            assertThat(AsyncCalls.said(client.execute(
                            new HttpHost("http", "127.0.0.1", other.port()),
                            SimpleRequestProducer.create(AsyncCalls.chat(other)),
                            SimpleResponseConsumer.create(),
                            null,
                            null,
                            null)))
                    .startsWith("500");
            assertThat(other.hitCount()).isEqualTo(1);
        }
    }

    @Scenario
    public void a_context_has_the_applications_own_request_and_configuration_afterwards(World world) throws Exception {
        world.governed(draft -> draft.connect(Duration.ofSeconds(2)));
        world.a.byDefault(Fault.error500());
        HttpClientContext context = HttpClientContext.create();
        SimpleHttpRequest request = AsyncCalls.chat(world.a);
        RequestConfig config =
                RequestConfig.custom().setCircularRedirectsAllowed(true).build();
        request.setConfig(config);

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.said(AsyncCalls.start(client, request, context, null)))
                    .contains("b m-1");
        }

        assertThat(context.getRequestConfig()).isSameAs(config);
        assertThat(context.getRequest()).isSameAs(request);
    }

    @Scenario
    public void a_callback_is_called_once_whatever_comes(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 2);
        Counting well = new Counting();
        Counting badly = new Counting();
        Counting takenBack = new Counting();

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            AsyncCalls.said(AsyncCalls.start(client, AsyncCalls.chat(world.a), null, well));
            world.result();
            world.a.byDefault(Fault.silence());
            int before = world.a.hitCount();
            Future<SimpleHttpResponse> silent = AsyncCalls.start(client, AsyncCalls.chat(world.a), null, takenBack);
            assertThat(world.a.awaitHits(before + 1, Duration.ofSeconds(10))).isTrue();
            assertThat(silent.cancel(true)).isTrue();
            world.result();
            assertThatThrownBy(() -> AsyncCalls.said(silent)).isInstanceOf(CancellationException.class);
            assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
            world.b.byDefault(Fault.closedBeforeHeaders());
            world.a.byDefault(Fault.closedBeforeHeaders());
            Future<SimpleHttpResponse> failing = AsyncCalls.start(client, AsyncCalls.chat(world.a), null, badly);
            assertThatThrownBy(() -> AsyncCalls.said(failing)).hasCauseInstanceOf(java.io.IOException.class);
            world.result();
            for (Counting callback : List.of(well, badly, takenBack)) {
                callback.await();
            }
        }

        assertThat(well).hasToString("1 completed, 0 failed, 0 cancelled");
        assertThat(badly).hasToString("0 completed, 1 failed, 0 cancelled");
        assertThat(takenBack).hasToString("0 completed, 0 failed, 1 cancelled");
    }

    /** The client may have forgotten how to end an exchange on a connection that it had at hand. */
    @Scenario
    public void a_call_on_a_used_connection_can_be_cancelled_as_well(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500());

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a))).startsWith("200");
            world.a.byDefault(Fault.silence());
            int before = world.a.hitCount();
            Future<SimpleHttpResponse> silent = AsyncCalls.start(client, AsyncCalls.chat(world.a), null, null);
            assertThat(world.a.awaitHits(before + 1, Duration.ofSeconds(10))).isTrue();

            silent.cancel(true);

            assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        }
    }

    @Scenario
    public void a_client_that_was_not_started_says_so_as_ever(World world) throws Exception {
        List<String> said = new ArrayList<>();
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            for (boolean governed : new boolean[] {false, true}) {
                if (governed) {
                    world.governed();
                }
                try {
                    said.add(AsyncCalls.send(client, AsyncCalls.chat(world.a)));
                } catch (Exception refused) {
                    said.add(refused.toString());
                }
            }
        }

        assertThat(said.get(1)).isEqualTo(said.get(0)).contains("xception");
        assertThat(world.a.hitCount()).isZero();
    }
}
