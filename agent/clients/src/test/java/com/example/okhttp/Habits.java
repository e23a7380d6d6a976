package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** What OkHttp does by itself, under an agent that has nothing to do, or to do it around. */
public final class Habits {
    private final OkHttpClient client = new OkHttpClient();

    @Scenario
    public void redirects_are_followed_and_seen_as_without_the_agent(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.status(302, Map.of("Location", "/v1/models?page=2"), ""), Fault.none());

        try (Response response = client.newCall(Requests.models(world)).execute()) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.request().url().query()).isEqualTo("page=2");
            assertThat(response.priorResponse().code()).isEqualTo(302);
            assertThat(response.request().header("Authorization")).isEqualTo("Bearer " + Requests.KEY_A);
        }
        assertThat(world.a.hitCount()).isEqualTo(2);
    }

    @Scenario
    public void interceptors_of_the_application_run_once_a_call_and_those_of_the_network_once_a_send(World world)
            throws Exception {
        world.governed();
        world.a.answer(Fault.error500());
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger sends = new AtomicInteger();
        OkHttpClient counting = client.newBuilder()
                .addInterceptor(chain -> {
                    calls.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .addNetworkInterceptor(chain -> {
                    sends.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build();

        body(counting, Requests.chat(world));

        assertThat(calls).hasValue(1);
        assertThat(sends).hasValue(2);
    }

    @Scenario
    public void an_application_that_chooses_the_host_late_is_governed_by_the_host_it_chose(World world)
            throws Exception {
        world.governed();
        world.a.byDefault(Fault.badKey());
        OkHttpClient choosing = client.newBuilder()
                .addInterceptor(chain -> {
                    HttpUrl chosen =
                            chain.request().url().newBuilder().host("127.0.0.1").build();
                    return chain.proceed(
                            chain.request().newBuilder().url(chosen).build());
                })
                .build();
        Request elsewhere = Requests.chat("http://localhost:" + world.a.port() + "/v1");

        assertThat(body(client, elsewhere)).contains("invalid_api_key");
        assertThat(world.b.hitCount()).isZero();
        assertThat(body(choosing, elsewhere)).contains("b m-1");
    }

    @Scenario
    public void an_application_that_retries_by_itself_may_proceed_again(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 1);
        world.a.answer(Fault.error500());
        OkHttpClient retrying = client.newBuilder()
                .addInterceptor(chain -> {
                    Response first = chain.proceed(chain.request());
                    assertThat(first.code()).isEqualTo(500);
                    first.close();
                    Request other = chain.request()
                            .newBuilder()
                            .url("http://localhost:" + world.b.port() + "/v1/chat/completions")
                            .build();
                    chain.proceed(other).close();
                    return chain.proceed(chain.request()
                            .newBuilder()
                            .post(RequestBody.create(Requests.JSON, Requests.json("m-2", false)))
                            .build());
                })
                .build();

        assertThat(body(retrying, Requests.chat(world))).contains("a m-2");
        assertThat(world.b.lastHit().key()).isEqualTo(Requests.KEY_A);
    }

    @Scenario
    public void connections_are_reused(World world) throws Exception {
        world.governed();
        for (int i = 0; i < 20; i++) {
            body(client, i % 2 == 0 ? Requests.chat(world) : Requests.streamedChat(world));
        }

        assertThat(world.a.hitCount()).isEqualTo(20);
        assertThat(world.a.connectionCount()).isEqualTo(1);
    }

    @Scenario
    public void a_hundred_enqueued_calls_are_answered(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.rateLimited(null));
        List<CompletableFuture<Response>> running = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            running.add(TakenBack.enqueue(
                    client.newCall(i % 2 == 0 ? Requests.chat(world) : Requests.streamedChat(world))));
        }

        for (CompletableFuture<Response> call : running) {
            try (Response response = call.get(20, TimeUnit.SECONDS)) {
                assertThat(response.body().string()).contains("m-1");
            }
        }
        for (int i = 0; i < 100; i++) {
            world.result();
        }
        assertThat(world.b.hitCount()).isEqualTo(100);
        // A call is over for the dispatcher only after its callback.
        client.dispatcher().executorService().shutdown();
        assertThat(client.dispatcher().executorService().awaitTermination(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(client.dispatcher().runningCallsCount()).isZero();
    }

    @Scenario
    public void copies_and_clients_made_for_each_call_are_governed_and_show_nothing_of_it(World world)
            throws Exception {
        OkHttpClient before = client.newBuilder().build();
        world.governed();
        world.a.byDefault(Fault.badKey());

        for (OkHttpClient each : List.of(before, before.newBuilder().build(), new OkHttpClient())) {
            assertThat(body(each, Requests.chat(world))).contains("b m-1");
            assertThat(each.interceptors()).isEmpty();
            assertThat(each.networkInterceptors()).isEmpty();
        }
        assertThat(world.b.hitCount()).isEqualTo(3);
    }

    @Scenario
    public void a_web_socket_is_left_alone(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());
        CompletableFuture<Integer> refused = new CompletableFuture<>();

        client.newWebSocket(
                new Request.Builder().url(world.a.baseUrl() + "/realtime").build(), new WebSocketListener() {
                    @Override
                    public void onFailure(WebSocket socket, Throwable error, Response response) {
                        refused.complete(response == null ? 0 : response.code());
                    }
                });

        assertThat(refused.get(10, TimeUnit.SECONDS)).isEqualTo(500);
        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.a.lastHit().header("Upgrade")).isEqualTo("websocket");
    }

    @Scenario
    public void requests_that_the_application_compressed_are_repeated_as_they_are(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500());
        Request compressed = Requests.chat(world)
                .newBuilder()
                .header("Content-Encoding", "gzip")
                .build();

        body(client, compressed);

        assertThat(world.a.hitCount()).isEqualTo(2);
        assertThat(world.a.lastHit().header("Content-Encoding")).isEqualTo("gzip");
        assertThat(world.a.lastHit().bodyText()).isEqualTo(Requests.json("m-1", false));
    }

    @Scenario
    public void a_call_ends_once_for_its_listener_where_okhttp_counts_calls(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500());
        AtomicInteger ends = new AtomicInteger();
        AtomicInteger starts = new AtomicInteger();
        OkHttpClient listening = client.newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void callStart(Call call) {
                        starts.incrementAndGet();
                    }

                    @Override
                    public void callEnd(Call call) {
                        ends.incrementAndGet();
                    }
                })
                .build();

        body(listening, Requests.chat(world));

        assertThat(starts).hasValue(1);
        // 3.12 counts the ends of exchanges.
        assertThat(ends.get()).isBetween(1, 2);
    }

    private static String body(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }
}
