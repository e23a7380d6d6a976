package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Http2Server;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** The same over TLS and HTTP/2, where one connection carries many calls. */
public final class Http2 {
    private static final String ANSWER =
            "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final String ERROR = "{\"error\":{\"message\":\"Oh\",\"type\":\"server_error\"}}";

    @Scenario
    public void errors_are_repeated_on_the_same_connection_and_reset_streams_are_repeated(World world)
            throws Exception {
        try (Http2Server a = world.http2Server();
                Http2Server b = world.http2Server()) {
            world.governedAt(a.baseUrl(), b.baseUrl(), draft -> {});
            OkHttpClient client = client(a);
            a.answer(500, ERROR);
            a.answer(200, ANSWER);
            a.cut(200, ANSWER);
            a.answer(200, ANSWER);

            for (int call = 0; call < 2; call++) {
                try (Response response =
                        client.newCall(Requests.chat(a.baseUrl())).execute()) {
                    assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
                    assertThat(response.body().string()).isEqualTo(ANSWER);
                }
            }
            assertThat(a.requestCount()).isEqualTo(4);
            assertThat(List.of(a.nextRequest(), a.nextRequest(), a.nextRequest()))
                    .containsOnly("0 Bearer " + Requests.KEY_A);
            // After a reset OkHttp itself may prefer another connection.
            assertThat(a.nextRequest()).endsWith("Bearer " + Requests.KEY_A);
        }
    }

    @Scenario
    public void a_silent_stream_is_left_for_another_target_and_the_connection_lives_on(World world) throws Exception {
        try (Http2Server a = world.http2Server();
                Http2Server b = world.http2Server()) {
            world.governedAt(a.baseUrl(), b.baseUrl(), draft -> draft.answer(Duration.ofMillis(1500)));
            OkHttpClient client = client(a);
            a.silence();
            a.answer(200, ANSWER);
            b.answer(200, ANSWER);

            for (int call = 0; call < 2; call++) {
                try (Response response =
                        client.newCall(Requests.chat(a.baseUrl())).execute()) {
                    assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
                    assertThat(response.body().string()).isEqualTo(ANSWER);
                }
            }
            assertThat(b.nextRequest()).isEqualTo("0 Bearer " + World.KEY_B);
            assertThat(a.nextRequest()).isEqualTo("0 Bearer " + Requests.KEY_A);
            assertThat(a.nextRequest()).isEqualTo("0 Bearer " + Requests.KEY_A);
        }
    }

    @Scenario
    public void calls_at_the_same_time_share_a_connection(World world) throws Exception {
        try (Http2Server a = world.http2Server();
                Http2Server b = world.http2Server()) {
            world.governedAt(a.baseUrl(), b.baseUrl(), draft -> {});
            OkHttpClient client = client(a);
            a.answer(200, ANSWER);
            client.newCall(Requests.chat(a.baseUrl())).execute().close();
            List<CompletableFuture<Response>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                a.answer(200, ANSWER);
                running.add(TakenBack.enqueue(client.newCall(Requests.chat(a.baseUrl()))));
            }

            for (CompletableFuture<Response> call : running) {
                try (Response response = call.get(20, TimeUnit.SECONDS)) {
                    assertThat(response.body().string()).isEqualTo(ANSWER);
                }
            }
            for (int i = 0; i < 21; i++) {
                assertThat(a.nextRequest()).startsWith("0 ");
            }
        }
    }

    @Scenario
    public void cancelling_one_call_leaves_the_connection_to_the_others(World world) throws Exception {
        try (Http2Server a = world.http2Server();
                Http2Server b = world.http2Server()) {
            world.governedAt(a.baseUrl(), b.baseUrl(), draft -> {});
            OkHttpClient client = client(a);
            a.silence();
            a.answer(200, ANSWER);
            Call call = client.newCall(Requests.chat(a.baseUrl()));
            CompletableFuture<Response> running = TakenBack.enqueue(call);
            assertThat(a.nextRequest()).startsWith("0 ");

            call.cancel();

            assertThatThrownBy(() -> running.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(IOException.class);
            client.newCall(Requests.chat(a.baseUrl())).execute().close();
            assertThat(a.nextRequest()).startsWith("0 ");
            assertThat(b.requestCount()).isZero();
        }
    }

    private static OkHttpClient client(Http2Server server) {
        return new OkHttpClient.Builder()
                .sslSocketFactory(server.clientSockets(), server.clientTrust())
                .build();
    }
}
