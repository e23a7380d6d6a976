package com.example.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkCancellationException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What handlers do with what they are given: with the agent they fare as without. */
public final class Handlers {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Scenario
    public void a_cancelled_subscription_ends_the_call_as_the_client_says_it(World world) throws Exception {
        world.ungoverned();
        cancelsSubscription(world);
        world.governed();
        cancelsSubscription(world);
    }

    private static void cancelsSubscription(World world) throws Exception {
        world.a.reset();
        world.a.byDefault(Fault.stallAfter(5, Duration.ofSeconds(30)));
        Handler handler = new Handler();

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.stream(world), handler);
            handler.first.get(10, TimeUnit.SECONDS);

            handler.subscription.cancel();

            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SdkCancellationException.class);
            assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        }
        assertThat(handler.told).startsWith("head 200", "stream").doesNotContain("end", "broken");
    }

    @Scenario
    public void a_handler_that_throws_hears_of_it_and_holds_no_connection(World world) throws Exception {
        world.ungoverned();
        throwsAtHead(world);
        world.governed();
        throwsAtHead(world);
    }

    private static void throwsAtHead(World world) throws Exception {
        world.a.reset();
        world.a.byDefault(Fault.stallAfter(5, Duration.ofSeconds(30)));
        IllegalStateException own = new IllegalStateException("of the application's");
        Handler handler = new Handler() {
            @Override
            public void onHeaders(SdkHttpResponse head) {
                throw own;
            }
        };

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.stream(world), handler);

            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS)).hasCause(own);
            assertThat(handler.failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        }
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(1);
    }

    /** What nobody asks for stays with the provider. */
    @Scenario
    public void what_is_not_asked_for_is_not_given(World world) throws Exception {
        world.governed();
        Handler handler = new Handler(0);

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.stream(world), handler);
            handler.stream.get(10, TimeUnit.SECONDS);
            assertThat(handler.text()).isEmpty();

            handler.subscription.request(1);
            handler.first.get(10, TimeUnit.SECONDS);
            assertThat(handler.told).doesNotContain("end");

            handler.subscription.request(Long.MAX_VALUE);
            future.get(10, TimeUnit.SECONDS);
        }
        assertThat(handler.text()).endsWith("data: [DONE]\n\n");
    }

    @Scenario
    public void a_demand_of_nothing_is_refused(World world) throws Exception {
        world.governed();
        Handler handler = new Handler(0);

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.stream(world), handler);
            handler.stream.get(10, TimeUnit.SECONDS);

            handler.subscription.request(0);

            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(handler.told).containsExactly("head 200", "stream", "broken", "error");
    }

    @Scenario
    public void a_body_is_given_once(World world) throws Exception {
        world.governed();
        Handler handler = new Handler();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();

        try (Client client = new Client()) {
            CompletableFuture<Void> future = client.execute(Client.stream(world), handler);
            Publisher<ByteBuffer> body = handler.stream.get(10, TimeUnit.SECONDS);
            future.get(10, TimeUnit.SECONDS);
            body.subscribe(new Subscriber<>() {
                @Override
                public void onSubscribe(Subscription subscription) {
                    subscription.request(1);
                }

                @Override
                public void onNext(ByteBuffer bytes) {
                    throw new AssertionError("it was given before");
                }

                @Override
                public void onError(Throwable error) {
                    refused.complete(error);
                }

                @Override
                public void onComplete() {
                    refused.complete(new AssertionError("it has ended before"));
                }
            });
        }
        assertThat(refused.get(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        assertThat(handler.told).containsExactly("head 200", "stream", "end");
    }
}
