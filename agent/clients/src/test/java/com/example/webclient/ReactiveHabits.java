package com.example.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** What a reactive application is used to, governed or not. */
public final class ReactiveHabits {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Scenario
    public void nothing_happens_before_somebody_subscribes_and_everything_again_for_the_next(World world)
            throws Exception {
        world.governed();

        Mono<String> cold = Chats.answer(Chats.client(), world.a);
        assertThat(world.a.hitCount()).isZero();
        assertThat(cold.block(SOON)).contains("a m-1");
        assertThat(cold.block(SOON)).contains("a m-1");

        assertThat(world.a.hitCount()).isEqualTo(2);
        world.result();
        world.result();
    }

    @Scenario
    public void a_retry_of_the_applications_own_is_another_call(World world) throws Exception {
        world.governed(draft -> draft.maxAttempts = 1);
        world.a.answer(Fault.unavailable503());

        assertThat(Chats.answer(Chats.client(), world.a).retry(1).block(SOON)).contains("a m-1");

        assertThat(world.a.hitCount()).isEqualTo(2);
        world.result();
        world.result();
    }

    @Scenario
    public void each_attempt_sees_the_subscribers_context(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.badKey());
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpClient http = HttpClient.create()
                .doOnRequest((request, connection) -> seen.add(request.resourceUrl() + " "
                        + request.currentContextView().getOrDefault("tenant", "nobody")));

        String answer = Chats.answer(Chats.on(http), world.a)
                .contextWrite(context -> context.put("tenant", "t-1"))
                .block(SOON);

        assertThat(answer).contains("b m-1");
        assertThat(seen).hasSize(2).allMatch(line -> line.endsWith(" t-1"));
    }

    @Scenario
    public void a_timeout_operator_ends_the_attempt_under_way(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.silence());

        Sinks.Empty<Void> late = Sinks.empty();

        CompletableFuture<String> call = Chats.answer(Chats.client(), world.a)
                .timeout(late.asMono().cast(Object.class))
                .toFuture();
        assertThat(world.a.awaitHits(1, SOON)).isTrue();
        late.tryEmitEmpty();

        assertThatThrownBy(call::join).hasCauseInstanceOf(TimeoutException.class);

        assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThat(world.b.hitCount()).isZero();
        world.result();
    }

    @Scenario
    public void what_is_cancelled_while_it_waits_sends_nothing_more(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(8));
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.badKey());

        Disposable call = Chats.answer(Chats.client(), world.a).subscribe();
        world.awaitWaiting();
        int sends = world.a.hitCount() + world.b.hitCount();
        call.dispose();

        world.result();
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(sends);
    }

    @Scenario
    public void what_is_cancelled_as_its_head_comes_is_not_read_to_its_end(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.stallAfter(20, Duration.ofSeconds(30)));
        CompletableFuture<Disposable> call = new CompletableFuture<>();
        WebClient client = WebClient.builder()
                .clientConnector(new AtTheHead(() -> call.join().dispose()))
                .build();

        call.complete(Chats.answer(client, world.a).subscribe());

        assertThat(world.a.awaitHits(1, SOON)).isTrue();
        assertThat(world.a.lastHit().awaitEnd(SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        world.result();
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void a_wait_holds_no_thread(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(1));
        world.a.answer(Fault.unavailable503());
        Scheduler only = Schedulers.newSingle("only");
        CountDownLatch ran = new CountDownLatch(1);

        try {
            Mono<String> call =
                    Chats.answer(Chats.client(), world.a).subscribeOn(only).cache();
            call.subscribe();
            world.awaitWaiting();
            only.schedule(ran::countDown);

            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(call.block(SOON)).contains(" m-1");
        } finally {
            only.dispose();
        }
    }

    @Scenario
    public void a_body_comes_as_slowly_as_it_is_asked_for(World world) throws Exception {
        world.governed();
        world.a.tokenEvery(Duration.ofMillis(5));
        AtomicInteger buffers = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);

        BaseSubscriber<DataBuffer> reader = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(DataBuffer buffer) {
                buffers.incrementAndGet();
                first.countDown();
            }

            @Override
            protected void hookOnComplete() {
                over.countDown();
            }
        };
        Chats.chat(Chats.client(), world.a, Chats.STREAM)
                .retrieve()
                .bodyToFlux(DataBuffer.class)
                .subscribe(reader);

        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(over.await(1, TimeUnit.SECONDS)).isFalse();
        assertThat(buffers).hasValue(1);
        reader.request(Long.MAX_VALUE);
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void a_failure_tells_of_the_applications_own_request(World world) throws Exception {
        world.governed();
        world.a.refuseConnections();
        world.b.refuseConnections();

        assertThatThrownBy(() -> Chats.answer(Chats.client(), world.a).block(SOON))
                .isInstanceOfSatisfying(WebClientRequestException.class, failure -> {
                    assertThat(failure.getUri()).isEqualTo(URI.create(world.a.baseUrl() + "/chat/completions"));
                    assertThat(failure.getHeaders().toString()).doesNotContain(World.KEY_B);
                })
                .hasCauseInstanceOf(ConnectException.class);
    }
}
