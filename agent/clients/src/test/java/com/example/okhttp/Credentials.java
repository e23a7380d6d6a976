package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Whose key goes where. */
public final class Credentials {
    private final OkHttpClient client = new OkHttpClient();

    @Scenario
    public void a_network_interceptor_that_removes_keys_on_another_host_does_not_remove_the_targets(World world)
            throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());
        world.b.byDefault(Fault.keyedBy(World.KEY_B));
        Interceptor removing = chain -> {
            boolean elsewhere =
                    chain.request().url().port() != chain.call().request().url().port();
            return chain.proceed(
                    elsewhere
                            ? chain.request()
                                    .newBuilder()
                                    .removeHeader("Authorization")
                                    .build()
                            : chain.request());
        };

        assertThat(body(client.newBuilder().addNetworkInterceptor(removing).build(), world))
                .contains("b m-1");
    }

    @Scenario
    public void an_authenticator_does_not_send_the_callers_key_to_another_target(World world) throws Exception {
        for (AuthScheme scheme : new AuthScheme[] {AuthScheme.BEARER, AuthScheme.API_KEY}) {
            world.a.reset();
            world.b.reset();
            world.governed(draft -> draft.endpoint("a", world.a.baseUrl())
                    .endpoint("b", world.b.baseUrl(), scheme, Map.of(), World.KEY_B));
            world.a.byDefault(Fault.error500());
            world.b.byDefault(Fault.badKey());
            OkHttpClient authenticating = client.newBuilder()
                    .authenticator((route, response) -> response.priorResponse() != null
                            ? null
                            : response.request()
                                    .newBuilder()
                                    .header("Authorization", "Bearer " + Requests.KEY_A)
                                    .build())
                    .build();

            try (Response response =
                    authenticating.newCall(Requests.chat(world)).execute()) {
                assertThat(response.request().header("Authorization")).isIn(null, "Bearer " + Requests.KEY_A);
            }
            assertThat(world.b.hits())
                    .isNotEmpty()
                    .allSatisfy(hit -> assertThat(hit.headers().toString())
                            .doesNotContain(Requests.KEY_A)
                            .contains(World.KEY_B));
        }
    }

    @Scenario
    public void a_redirect_by_another_target_does_not_take_its_key_along(World world) throws Exception {
        world.governed();
        String elsewhere = "http://localhost:" + world.a.port() + "/v1/models";
        world.a.answer(Fault.badKey());
        world.b.byDefault(Fault.status(302, Map.of("Location", elsewhere), ""));

        try (Response response = client.newCall(Requests.models(world)).execute()) {
            assertThat(response.request().url().toString()).isEqualTo(elsewhere);
        }

        Hit redirected = world.a.lastHit();
        assertThat(redirected.header("Host")).startsWith("localhost");
        assertThat(redirected.key()).isNull();
        assertThat(redirected.headers().toString()).doesNotContain(World.KEY_B);
    }

    @Scenario
    public void nothing_that_the_application_can_log_shows_the_targets_key(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.badKey());
        List<String> log = new ArrayList<>();
        Interceptor logging = chain -> {
            Response response = chain.proceed(chain.request());
            for (Response each = response; each != null; each = each.priorResponse()) {
                log.add(chain.request().headers() + " " + each.request().url() + " "
                        + each.request().headers() + " " + each.headers());
                if (each.networkResponse() != null) {
                    log.add(each.networkResponse().request().headers().toString());
                }
            }
            return response;
        };
        OkHttpClient talkative = client.newBuilder()
                .addInterceptor(logging)
                .addNetworkInterceptor(logging)
                .build();

        assertThat(body(talkative, world)).contains("b m-1");

        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(log).isNotEmpty().noneMatch(line -> line.contains(World.KEY_B));
    }

    @Scenario
    public void cookies_of_the_callers_provider_stay_there(World world) throws Exception {
        world.governed(draft -> draft.endpoint("a", world.a.baseUrl())
                .endpoint("b", world.b.baseUrl().replace("127.0.0.1", "localhost"), World.KEY_B));
        world.a.byDefault(Fault.status(401, Map.of("Set-Cookie", "session=of-a; Path=/"), "{}"));
        List<Cookie> jar = new ArrayList<>();
        OkHttpClient keeping = client.newBuilder()
                .cookieJar(new CookieJar() {
                    @Override
                    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
                        jar.addAll(cookies);
                    }

                    @Override
                    public List<Cookie> loadForRequest(HttpUrl url) {
                        List<Cookie> matching = new ArrayList<>();
                        jar.stream().filter(cookie -> cookie.matches(url)).forEach(matching::add);
                        return matching;
                    }
                })
                .build();
        body(keeping, world);
        try (Response response = keeping.newCall(Requests.chat(world)
                        .newBuilder()
                        .header("OpenAI-Organization", "org-of-a")
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
        }

        assertThat(world.a.hits().get(1).header("Cookie")).isEqualTo("session=of-a");
        assertThat(world.b.hits()).hasSize(2).allSatisfy(hit -> {
            assertThat(hit.header("Cookie")).isNull();
            assertThat(hit.header("OpenAI-Organization")).isNull();
        });
    }

    private static String body(OkHttpClient client, World world) throws IOException {
        try (Response response = client.newCall(Requests.chat(world)).execute()) {
            return response.body().string();
        }
    }
}
