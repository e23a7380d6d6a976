package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Proxies and cancelled requests of the classic client: as without the agent, and the same for attempts elsewhere. */
public final class ClassicTransport {

    @Scenario
    public void every_attempt_goes_through_the_applications_proxy(World world) throws Exception {
        world.governed();
        try (FaultProvider proxy = FaultProvider.start().named("proxy");
                CloseableHttpClient client = HttpClients.custom()
                        .setProxy(new HttpHost("127.0.0.1", proxy.port()))
                        .build()) {
            assertThat(send(client, chat(world, false))).startsWith("200").contains("proxy m-1");
            proxy.answer(Fault.badKey());
            assertThat(send(client, chat(world, false))).startsWith("200").contains("proxy m-1");

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
            try (CloseableHttpClient client = HttpClients.custom()
                    .setProxy(new HttpHost("127.0.0.1", proxy.port()))
                    .setDefaultCredentialsProvider(passwords)
                    .build()) {
                assertThat(send(client, chat(world, false))).startsWith("200");
            }

            assertThat(proxy.hits()).hasSize(2).extracting(Hit::path).containsOnly(chatOf(world.a));
            assertThat(proxy.lastHit().header("Proxy-Authorization")).startsWith("Basic ");
        }
        assertThat(world.result().last().number()).isEqualTo(1);
    }

    @Scenario
    public void a_request_that_is_cancelled_before_its_answer_ends_as_ever(World world) throws Exception {
        List<String> said = new ArrayList<>();
        world.a.byDefault(Fault.silence());
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            for (boolean governed : new boolean[] {false, true}) {
                if (governed) {
                    world.governed();
                } else {
                    world.ungoverned();
                }
                HttpPost request = chat(world, false);
                FutureTask<String> call = started(() -> send(client, request));
                assertThat(world.a.awaitHits(said.size() + 1, Duration.ofSeconds(10)))
                        .isTrue();

                request.cancel();

                said.add(failure(call));
                assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(10)).how())
                        .isEqualTo(Ending.How.CLIENT_CLOSED);
            }
        }

        assertThat(said.get(1)).isEqualTo(said.get(0));
        assertThat(world.a.hitCount()).isEqualTo(2);
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void a_request_that_is_cancelled_while_the_agent_waits_is_sent_no_more(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(60));
        world.a.byDefault(Fault.error500());
        world.b.byDefault(Fault.error500());
        HttpPost request = chat(world, false);
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            FutureTask<String> call = started(() -> send(client, request));
            world.awaitWaiting();
            int before = world.a.hitCount() + world.b.hitCount();

            request.cancel();

            assertThat(failure(call)).contains("Request");
            assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(before);
        }
    }

    @Scenario
    public void a_request_that_is_cancelled_while_its_stream_is_read_ends_the_stream(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.stallAfter(2, Duration.ofSeconds(30)));
        HttpPost request = chat(world, true);
        try (CloseableHttpClient client = HttpClients.createDefault();
                CloseableHttpResponse response = client.execute(request)) {
            InputStream content = response.getEntity().getContent();
            assertThat(content.read()).isPositive();
            FutureTask<String> reading = started(() -> new String(content.readAllBytes()));

            request.cancel();

            assertThat(failure(reading)).contains("xception");
            assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        }
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    private interface Work {
        String run() throws Exception;
    }

    private static FutureTask<String> started(Work work) {
        FutureTask<String> task = new FutureTask<>(work::run);
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static String failure(FutureTask<String> call) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(error -> thrown[0] = error.getCause());
        assertThat(thrown[0]).isInstanceOf(IOException.class);
        return thrown[0].toString();
    }

    private static String chatOf(FaultProvider provider) {
        return provider.baseUrl() + "/chat/completions";
    }

    private static HttpPost chat(World world, boolean stream) {
        HttpPost request = new HttpPost(chatOf(world.a));
        request.setHeader("Authorization", "Bearer " + AsyncCalls.KEY_A);
        String json = stream ? AsyncCalls.CHAT.replace("{\"model", "{\"stream\":true,\"model") : AsyncCalls.CHAT;
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        return request;
    }

    private static String send(CloseableHttpClient client, HttpPost request) throws Exception {
        try (CloseableHttpResponse response = client.execute(request)) {
            return response.getCode() + " " + EntityUtils.toString(response.getEntity());
        }
    }
}
