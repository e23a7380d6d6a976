package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.util.Map;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;

/** Proxies and expectations of the asynchronous client: as without the agent, and the same for attempts elsewhere. */
public final class AsyncTransport {

    @Scenario
    public void every_attempt_goes_through_the_applications_proxy(World world) throws Exception {
        world.governed();
        try (FaultProvider proxy = FaultProvider.start().named("proxy");
                CloseableHttpAsyncClient client = AsyncCalls.started(HttpAsyncClients.custom()
                        .setProxy(new HttpHost("127.0.0.1", proxy.port()))
                        .build())) {
            assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a))).startsWith("200");
            proxy.answer(Fault.badKey());
            assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a))).startsWith("200");

            assertThat(proxy.hits())
                    .extracting(Hit::path)
                    .containsExactly(chatOf(world.a), chatOf(world.a), chatOf(world.b));
            assertThat(proxy.hits())
                    .extracting(Hit::key)
                    .containsExactly(AsyncCalls.KEY_A, AsyncCalls.KEY_A, World.KEY_B);
        }
        assertThat(world.a.connectionCount() + world.b.connectionCount()).isZero();
    }

    @Scenario
    public void a_proxy_that_asks_for_a_password_gets_it_within_the_attempt(World world) throws Exception {
        world.governed();
        try (FaultProvider proxy = FaultProvider.start().named("proxy")) {
            proxy.answer(Fault.status(407, Map.of("Proxy-Authenticate", "Basic realm=\"p\""), ""));
            BasicCredentialsProvider passwords = new BasicCredentialsProvider();
            passwords.setCredentials(
                    new AuthScope("127.0.0.1", proxy.port()), new UsernamePasswordCredentials("u", "p".toCharArray()));
            try (CloseableHttpAsyncClient client = AsyncCalls.started(HttpAsyncClients.custom()
                    .setProxy(new HttpHost("127.0.0.1", proxy.port()))
                    .setDefaultCredentialsProvider(passwords)
                    .build())) {
                assertThat(AsyncCalls.send(client, AsyncCalls.chat(world.a))).startsWith("200");
            }

            assertThat(proxy.hits()).hasSize(2).extracting(Hit::path).containsOnly(chatOf(world.a));
            assertThat(proxy.lastHit().header("Proxy-Authorization")).startsWith("Basic ");
        }
        assertThat(world.result().last().number()).isEqualTo(1);
    }

    @Scenario
    public void an_expected_continue_is_asked_for_as_ever(World world) throws Exception {
        world.governed();
        SimpleHttpRequest request = AsyncCalls.chat(world.a);
        request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());

        try (CloseableHttpAsyncClient client = AsyncCalls.started()) {
            assertThat(AsyncCalls.send(client, request)).contains("a m-1");
        }

        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.a.lastHit().header("Expect")).isEqualTo("100-continue");
        assertThat(world.a.lastHit().bodyText()).isEqualTo(AsyncCalls.CHAT);
    }

    private static String chatOf(FaultProvider provider) {
        return provider.baseUrl() + "/chat/completions";
    }
}
