package com.example.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollector;

/** What the SDK puts on the wire, and what it does to a call that it has no time for. */
public final class AwsSdkHabits {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Scenario
    public void a_signed_request_goes_out_again_equal_and_nowhere_else(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 4);
        world.a.answer(Fault.unavailable503(), Fault.error500());
        Ask signed = Client.chat(world)
                .with("Authorization", Client.SIGNATURE)
                .with("X-Amz-Date", "20261121T120000Z")
                .with("amz-sdk-request", "attempt=1; max=4");
        Handler handler = new Handler();

        try (Client client = new Client()) {
            client.execute(signed, handler).get(10, TimeUnit.SECONDS);
        }

        assertThat(handler.told).containsExactly("head 200", "stream", "end");
        List<Hit> hits = world.a.hits();
        assertThat(hits).hasSize(3);
        assertThat(hits).extracting(Hit::headers).containsOnly(hits.get(0).headers());
        assertThat(hits).extracting(Hit::path).containsOnly(hits.get(0).path());
        assertThat(hits).allSatisfy(hit -> assertThat(hit.body()).isEqualTo(signed.content()));
        assertThat(hits.get(0).header("Authorization")).isEqualTo(Client.SIGNATURE);
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void what_the_sdk_repeats_is_not_sent_again(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 2);
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());
        Handler first = new Handler();
        Handler again = new Handler();

        try (Client client = new Client()) {
            client.execute(Client.chat(world).with("amz-sdk-request", "attempt=1; max=4"), first)
                    .get(10, TimeUnit.SECONDS);
            int sends = world.a.hitCount() + world.b.hitCount();
            assertThat(sends).isEqualTo(2);
            // On another thread, as the SDK does.
            CompletableFuture.runAsync(
                            () -> client.execute(Client.chat(world).with("amz-sdk-request", "attempt=2; max=4"), again)
                                    .join())
                    .get(10, TimeUnit.SECONDS);
        }

        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(2);
        assertThat(again.told).isEqualTo(first.told).containsExactly("head 503", "stream", "end");
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Scenario
    public void who_sends_and_receives_at_once_is_left_alone(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.unavailable503());
        Handler handler = new Handler();

        try (Client client = new Client()) {
            client.execute(Client.request(Client.chat(world), handler).fullDuplex(true))
                    .get(10, TimeUnit.SECONDS);
        }

        assertThat(handler.told).containsExactly("head 503", "stream", "end");
        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hitCount()).isZero();
    }

    /** As a timeout of the SDK's does. */
    @Scenario
    public void a_failed_future_ends_the_wait(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(20));
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());
        Handler handler = new Handler();

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.chat(world), handler);
            world.awaitWaiting();
            int sends = world.a.hitCount() + world.b.hitCount();

            future.completeExceptionally(new IOException("no time left"));

            assertThat(world.result().status()).isZero();
            assertThat(handler.told).containsExactly("error");
            assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(sends);
        }
    }

    @Scenario
    public void a_failed_future_ends_the_attempt(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.silence());
        Handler handler = new Handler();

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.chat(world), handler);
            assertThat(world.a.awaitHits(1, SOON)).isTrue();

            future.completeExceptionally(new IOException("no time left"));

            assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
            assertThat(handler.failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(world.result().status()).isZero();
        }
        assertThat(handler.told).containsExactly("error");
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void a_failed_future_ends_the_stream_that_is_read(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.stallAfter(5, Duration.ofSeconds(30)));
        Handler handler = new Handler();

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.stream(world), handler);
            handler.first.get(10, TimeUnit.SECONDS);

            future.completeExceptionally(new IOException("no time left"));

            assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
            assertThat(handler.broken.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(handler.failed.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(handler.told).startsWith("head 200", "stream").contains("broken", "error");
    }

    @Scenario
    public void a_client_that_is_closed_says_so(World world) throws Exception {
        world.governed();
        Client client = new Client();
        client.close();
        Handler handler = new Handler();

        assertThatThrownBy(() -> client.execute(Client.chat(world), handler).get(10, TimeUnit.SECONDS))
                .isNotInstanceOf(java.util.concurrent.TimeoutException.class);

        assertThat(handler.told).containsExactly("error");
        assertThat(world.a.hitCount() + world.b.hitCount()).isZero();
    }

    @Scenario
    public void a_body_that_cannot_be_read_is_the_applications_failure(World world) throws Exception {
        world.governed();
        Handler handler = new Handler();
        IOException own = new IOException("of the application's");

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.request(Client.chat(world), handler)
                    .requestContentPublisher(new Content(new byte[0], Optional.empty(), false).failing(own)));

            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(own);
        }
        assertThat(handler.told).containsExactly("error");
        assertThat(world.a.hitCount() + world.b.hitCount()).isZero();
    }

    @Scenario
    public void the_sdks_metrics_are_collected(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.unavailable503());
        MetricCollector collector = MetricCollector.create("test");

        try (Client client = new Client()) {
            client.execute(Client.request(Client.chat(world), new Handler()).metricCollector(collector))
                    .get(10, TimeUnit.SECONDS);
        }

        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(2);
        assertThat(collector.collect().metricValues(HttpMetric.HTTP_CLIENT_NAME))
                .containsOnly("NettyNio");
    }
}
