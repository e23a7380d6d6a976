package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The ways in which an application says where an asynchronous call goes: each is found out, and a foreign one left alone. */
public final class AsyncProducers {
    private static final String OURS = "dev.breakwater.client.apache5";

    @Scenario
    public void the_clients_own_producers_are_believed(World world) throws Exception {
        world.governed();
        AtomicReference<String> callers = new AtomicReference<>("");

        try (FaultProvider other = FaultProvider.start().named("other");
                CloseableHttpAsyncClient client = telling(callers)) {
            for (FaultProvider provider : List.of(other, world.a)) {
                boolean governed = provider == world.a;
                String base = governed ? provider.baseUrl() : elsewhere(provider);
                String models = base + "/models";

                send(client, null, SimpleRequestProducer.create(new SimpleHttpRequest("GET", URI.create(models))));
                assertThat(callers.get().contains(OURS)).isEqualTo(governed);
                send(client, null, SimpleRequestProducer.create(AsyncCalls.chat(base)));
                assertThat(callers.get().contains(OURS)).isEqualTo(governed);
                send(client, null, new BasicRequestProducer("GET", URI.create(models)));
                assertThat(callers.get().contains(OURS)).isEqualTo(governed);
                assertThat(provider.hitCount()).isEqualTo(3);
            }
        }
    }

    @Scenario
    public void a_target_counts_for_more_than_what_the_request_names(World world) throws Exception {
        world.governed();
        AtomicReference<String> callers = new AtomicReference<>("");

        try (FaultProvider other = FaultProvider.start().named("other");
                CloseableHttpAsyncClient client = telling(callers)) {
            send(
                    client,
                    host("localhost", other),
                    new BasicRequestProducer("GET", URI.create(world.a.baseUrl() + "/models")));
            assertThat(callers.get()).isNotEmpty().doesNotContain(OURS);
            send(
                    client,
                    host("127.0.0.1", world.a),
                    new BasicRequestProducer("GET", URI.create(elsewhere(other) + "/models")));
            assertThat(callers.get()).contains(OURS);
            assertThat(other.hitCount()).isEqualTo(1);
            assertThat(world.a.hitCount()).isEqualTo(1);
        }
    }

    @Scenario
    public void a_producer_of_the_applications_is_asked_once_wherever_it_sends(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());

        try (FaultProvider other = FaultProvider.start().named("other");
                CloseableHttpAsyncClient client = AsyncCalls.started()) {
            Seeming ours = new Seeming(elsewhere(other), world.a.baseUrl());
            send(client, null, ours);
            assertThat(ours.asked.get()).isEqualTo(1);
            assertThat(world.b.hitCount()).isEqualTo(1);
            assertThat(other.hitCount()).isZero();

            Seeming foreign = new Seeming(world.a.baseUrl(), elsewhere(other));
            send(client, null, foreign);
            assertThat(foreign.asked.get()).isEqualTo(1);
            assertThat(other.hitCount()).isEqualTo(1);
            assertThat(world.b.hitCount()).isEqualTo(1);
        }
    }

    /** A client that says who has called it when it looks for a route, which it does before it leaves the caller's thread. */
    private static CloseableHttpAsyncClient telling(AtomicReference<String> callers) {
        return AsyncCalls.started(HttpAsyncClients.custom()
                .setRoutePlanner(new DefaultRoutePlanner(null) {
                    @Override
                    protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                        callers.set(Arrays.toString(new Throwable().getStackTrace()));
                        return null;
                    }
                })
                .build());
    }

    /** By a name that no policy has: whether a port is foreign, too, is found out later. */
    private static String elsewhere(FaultProvider provider) {
        return "http://localhost:" + provider.port() + "/v1";
    }

    private static HttpHost host(String name, FaultProvider provider) {
        return new HttpHost("http", name, provider.port());
    }

    private static void send(CloseableHttpAsyncClient client, HttpHost target, AsyncRequestProducer producer)
            throws Exception {
        assertThat(AsyncCalls.said(client.execute(target, producer, SimpleResponseConsumer.create(), null, null, null)))
                .startsWith("200");
    }

    /** Looks like one of the client's own, and asks somebody else than it seems. */
    private static final class Seeming extends BasicRequestProducer {
        private final URI meant;
        private final AtomicInteger asked = new AtomicInteger();

        Seeming(String seeming, String meant) {
            super("GET", URI.create(seeming + "/models"));
            this.meant = URI.create(meant + "/models");
        }

        @Override
        public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
            asked.incrementAndGet();
            channel.sendRequest(new BasicHttpRequest("GET", meant), null, context);
        }
    }
}
