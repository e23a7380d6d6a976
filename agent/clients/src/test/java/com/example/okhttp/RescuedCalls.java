package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.call.CallResult.Ending;
import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.Ask.BodyKind;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls that fail at the first provider. */
public final class RescuedCalls {
    private final OkHttpClient client = new OkHttpClient();

    @Scenario
    public void a_healthy_call_is_one_send_and_looks_as_without_the_agent(World world) throws Exception {
        world.governed();
        Request request = Requests.chat(world);

        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.request()).isSameAs(request);
            assertThat(response.body().string()).contains("a m-1");
        }

        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.a.lastHit().key()).isEqualTo(Requests.KEY_A);
        assertThat(world.b.hitCount()).isZero();
        assertThat(world.result().ending()).isEqualTo(Ending.ANSWERED);
    }

    @Scenario
    public void a_call_fails_over_with_the_targets_key_and_shows_the_application_its_own_request(World world)
            throws Exception {
        world.governed();
        world.a.byDefault(Fault.badKey());
        Request request = Requests.chat(world);

        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.body().string()).contains("b m-1");
            assertThat(response.request()).isSameAs(request);
            assertThat(response.networkResponse().request().header("Authorization"))
                    .isNull();
        }

        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hitCount()).isEqualTo(1);
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.b.lastHit().header("Host")).isEqualTo("127.0.0.1:" + world.b.port());
        assertThat(world.b.lastHit().bodyText()).isEqualTo(world.a.lastHit().bodyText());
    }

    @Scenario
    public void transient_errors_and_resets_are_repeated_on_one_connection(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500(), Fault.none(), Fault.rateLimited(null), Fault.none());

        assertThat(answer(Requests.chat(world))).contains("a m-1");
        assertThat(answer(Requests.chat(world))).contains("a m-1");
        assertThat(world.a.hitCount()).isEqualTo(4);
        assertThat(world.a.connectionCount()).isEqualTo(1);

        world.a.answer(Fault.resetBeforeHeaders());
        assertThat(answer(Requests.chat(world))).isNotEmpty();
        assertThat(world.a.hitCount() + world.b.hitCount()).isBetween(6, 7);
    }

    @Scenario
    public void bodies_that_can_be_written_once_are_sent_as_often_as_it_takes(World world) throws Exception {
        world.governed();
        for (BodyKind kind : new BodyKind[] {BodyKind.ONE_SHOT, BodyKind.ONE_SHOT_CHUNKED}) {
            world.a.answer(Fault.error500());
            Ask ask = Ask.chat(world.a.baseUrl()).as(kind);

            assertThat(answer(Requests.request(world.a.baseUrl(), Bodies.of(ask))))
                    .contains("a m-1");

            Hit second = world.a.lastHit();
            assertThat(second.bodyText()).isEqualTo(new String(ask.content()));
            assertThat(second.header("Transfer-Encoding") != null).isEqualTo(kind == BodyKind.ONE_SHOT_CHUNKED);
        }
        assertThat(world.a.hitCount()).isEqualTo(4);
    }

    @Scenario
    public void a_body_too_large_to_hold_is_sent_again_by_its_own_means_if_it_has_any(World world) throws Exception {
        world.governed();
        byte[] large = (Requests.json("m-1", false) + " ".repeat(9 << 20)).getBytes();
        Ask oneShot = Ask.chat(world.a.baseUrl()).as(BodyKind.ONE_SHOT).content(large);
        world.a.answer(Fault.error500(), Fault.none());

        assertThat(answer(Requests.request(world.a.baseUrl(), RequestBody.create(Requests.JSON, large))))
                .contains("a m-1");
        assertThat(world.a.lastHit().body()).hasSameSizeAs(large);
        if (declaresOneShot()) {
            world.a.answer(Fault.error500());
            try (Response response = client.newCall(Requests.request(world.a.baseUrl(), Bodies.of(oneShot)))
                    .execute()) {
                assertThat(response.code()).isEqualTo(500);
            }
            assertThat(world.a.hitCount()).isEqualTo(3);
        }
    }

    private static boolean declaresOneShot() {
        try {
            return RequestBody.class.getMethod("isOneShot") != null;
        } catch (NoSuchMethodException before314) {
            return false;
        }
    }

    @Scenario
    public void another_target_gets_its_model_its_header_and_the_length_of_its_body(World world) throws Exception {
        world.governed(draft -> draft.endpoint("a", world.a.baseUrl())
                .endpoint("b", world.b.baseUrl(), AuthScheme.API_KEY, Map.of("m-1", "a-longer-model"), World.KEY_B));
        world.a.byDefault(Fault.quotaExhausted());

        assertThat(answer(Requests.chat(world))).contains("b a-longer-model");

        Hit hit = world.b.lastHit();
        assertThat(hit.header("api-key")).isEqualTo(World.KEY_B);
        assertThat(hit.header("Authorization")).isNull();
        assertThat(hit.header("Content-Type")).startsWith("application/json");
        assertThat(hit.bodyText()).isEqualTo(Requests.json("a-longer-model", false));
    }

    @Scenario
    public void the_providers_own_last_answer_is_delivered_with_a_word_to_the_sdk(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 2);
        world.a.byDefault(Fault.gzipError());
        world.b.refuseConnections();

        try (Response response = client.newCall(Requests.chat(world)).execute()) {
            assertThat(response.code()).isEqualTo(503);
            assertThat(response.header("x-should-retry")).isEqualTo("false");
            assertThat(response.body().string()).contains("error");
        }
    }

    @Scenario
    public void an_answer_is_kept_when_the_fallback_cannot_even_be_reached(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.badKey());
        world.b.refuseConnections();

        try (Response response = client.newCall(Requests.chat(world)).execute()) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.body().string()).contains("invalid_api_key");
        }
    }

    @Scenario
    public void a_rejected_call_gets_a_response_in_the_providers_shape_and_sends_nothing(World world) throws Exception {
        world.governed(draft -> draft.limit = new LimitConfig(1, 0, 0, Duration.ZERO, LimitScope.UPSTREAM));
        Request request = Requests.chat(world);
        answer(request);

        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(429);
            assertThat(response.header("Retry-After")).isNotNull();
            assertThat(response.header("x-breakwater-reason")).isEqualTo("rate-limit");
            assertThat(response.body().contentType().subtype()).isEqualTo("json");
            assertThat(response.body().string()).contains("breakwater_rate_limit");
            assertThat(response.request()).isSameAs(request);
        }
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void exceptions_of_the_applications_own_code_are_no_failures_of_a_provider(World world) {
        world.governed();
        OkHttpClient broken = client.newBuilder()
                .addNetworkInterceptor(chain -> {
                    chain.proceed(chain.request()).close();
                    throw new IllegalStateException("the application's own");
                })
                .build();
        RequestBody unwritable = new RequestBody() {
            @Override
            public okhttp3.MediaType contentType() {
                return Requests.JSON;
            }

            @Override
            public void writeTo(okio.BufferedSink sink) throws IOException {
                throw new IOException("cannot be written");
            }
        };

        assertThatThrownBy(() -> broken.newCall(Requests.chat(world)).execute())
                .hasMessage("the application's own")
                .isInstanceOf(IllegalStateException.class);
        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThatThrownBy(() -> client.newCall(Requests.request(world.a.baseUrl(), unwritable))
                        .execute())
                .isInstanceOf(IOException.class)
                .hasMessage("cannot be written");
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    private String answer(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
            return response.body().string();
        }
    }
}
