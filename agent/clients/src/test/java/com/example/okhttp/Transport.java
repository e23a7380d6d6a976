package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Proxies and expectations: as without the agent, and the same for attempts elsewhere. */
public final class Transport {

    @Scenario
    public void every_attempt_goes_through_the_applications_proxy(World world) throws Exception {
        world.governed();
        try (FaultProvider proxy = FaultProvider.start().named("proxy")) {
            OkHttpClient client =
                    new OkHttpClient.Builder().proxy(address(proxy)).build();
            assertThat(body(client, Requests.chat(world))).contains("proxy m-1");
            proxy.answer(Fault.badKey());
            assertThat(body(client, Requests.chat(world))).contains("proxy m-1");

            assertThat(proxy.hits())
                    .extracting(Hit::path)
                    .containsExactly(chatOf(world.a), chatOf(world.a), chatOf(world.b));
            assertThat(proxy.hits()).extracting(Hit::key).containsExactly(Requests.KEY_A, Requests.KEY_A, World.KEY_B);
        }
        assertThat(world.a.connectionCount() + world.b.connectionCount()).isZero();
    }

    @Scenario
    public void a_proxy_that_asks_for_a_password_gets_it_within_the_attempt(World world) throws Exception {
        world.governed();
        try (FaultProvider proxy = FaultProvider.start().named("proxy")) {
            proxy.answer(Fault.status(407, Map.of("Proxy-Authenticate", "Basic realm=\"p\""), ""));
            OkHttpClient client = new OkHttpClient.Builder()
                    .proxy(address(proxy))
                    .proxyAuthenticator((route, response) -> response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", Credentials.basic("u", "p"))
                            .build())
                    .build();

            assertThat(body(client, Requests.chat(world))).contains("proxy m-1");

            assertThat(proxy.hits()).hasSize(2).extracting(Hit::path).containsOnly(chatOf(world.a));
            assertThat(proxy.lastHit().header("Proxy-Authorization")).startsWith("Basic ");
        }
        assertThat(world.result().last().number()).isEqualTo(1);
    }

    @Scenario
    public void an_expected_continue_is_waited_for_as_ever(World world) throws Exception {
        world.governed();
        Request request = Requests.chat(world)
                .newBuilder()
                .header("Expect", "100-continue")
                .build();

        assertThat(body(new OkHttpClient(), request)).contains("a m-1");

        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.a.lastHit().header("Expect")).isEqualTo("100-continue");
        assertThat(world.a.lastHit().bodyText()).isEqualTo(Requests.json("m-1", false));
    }

    private static Proxy address(FaultProvider proxy) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", proxy.port()));
    }

    private static String chatOf(FaultProvider provider) {
        return provider.baseUrl() + "/chat/completions";
    }

    private static String body(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }
}
