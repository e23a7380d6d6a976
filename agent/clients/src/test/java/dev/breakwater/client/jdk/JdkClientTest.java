package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.Reentry;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is peculiar to the JDK's client: body handlers, futures, publishers. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JdkClientTest {
    private final FaultProvider provider = FaultProvider.start().named("primary");
    private final GovernedWorld world = new GovernedWorld(provider.baseUrl());

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void an_untouched_call_without_a_thread_gets_the_clients_own_response() throws Exception {
        HttpRequest request = world.chat();

        HttpResponse<String> response =
                world.client().sendAsync(request, BodyHandlers.ofString()).get();

        assertThat(response.getClass().getName()).isEqualTo("jdk.internal.net.http.HttpResponseImpl");
        assertThat(response.request()).isEqualTo(request);
    }

    @Test
    void a_body_handler_is_applied_once_and_never_to_a_failed_attempt(@TempDir Path directory) throws Exception {
        provider.answer(Fault.unavailable503(), Fault.hangUpAfter(10));
        Path file = directory.resolve("answer.json");
        AtomicInteger applied = new AtomicInteger();
        BodyHandler<Path> toFile = info -> {
            applied.incrementAndGet();
            assertThat(info.statusCode()).isEqualTo(200);
            return BodySubscribers.ofFile(file);
        };

        HttpResponse<Path> response = world.client().send(world.chat(), toFile);

        assertThat(applied).hasValue(1);
        assertThat(Files.readString(response.body())).contains(" t60");
        assertThat(provider.hitCount()).isEqualTo(3);
    }

    @Test
    void a_mapping_that_reads_a_stream_to_its_end_does_not_block_the_stream() throws Exception {
        BodyHandler<String> reading = info -> BodySubscribers.mapping(
                BodySubscribers.ofInputStream(),
                body -> new BufferedReader(new InputStreamReader(body)).lines().collect(Collectors.joining("\n")));
        provider.tokenEvery(Duration.ofMillis(5));

        assertThat(world.client().send(world.streamedChat(), reading).body()).contains(" t60");
        assertThat(world.client().sendAsync(world.streamedChat(), reading).get().body())
                .contains(" t60");
    }

    @Test
    void lines_come_while_the_stream_goes_on() throws Exception {
        provider.saying("one", " two", " three").answer(Fault.stallAfter(1, Duration.ofSeconds(20)));

        var lines = world.client()
                .send(world.streamedChat(), BodyHandlers.ofLines())
                .body();

        String first = lines.filter(line -> line.contains("one")).findFirst().orElseThrow();
        assertThat(first).startsWith("data: ");
        assertThat(provider.lastHit().ended()).isNotDone();
    }

    @Test
    void a_subscriber_gets_no_more_than_it_asks_for() throws Exception {
        assertThat(readOneByOne(world.streamedChat())).contains(" t60").endsWith("data: [DONE]\n\n");
    }

    @Test
    void nor_does_it_of_an_answer_too_large_to_be_held_to_its_end() throws Exception {
        provider.saying("x".repeat(3 << 20));

        assertThat(readOneByOne(world.chat())).contains("x".repeat(3 << 20));
    }

    private String readOneByOne(HttpRequest request) throws Exception {
        OneByOne subscriber = new OneByOne();
        world.client().send(request, BodyHandlers.ofPublisher()).body().subscribe(subscriber);
        String text = subscriber.text.get(20, TimeUnit.SECONDS);
        assertThat(subscriber.mostUnasked).hasValue(0);
        return text;
    }

    @Test
    void cancelling_a_derived_stage_cancels_the_call() throws Exception {
        provider.byDefault(Fault.silence());
        CompletableFuture<Integer> derived = world.client()
                .sendAsync(world.chat(), BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode)
                .thenApply(status -> status + 1);
        assertThat(provider.awaitHits(1, Duration.ofSeconds(10))).isTrue();

        assertThat(derived.cancel(true)).isTrue();

        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThat(derived).isCompletedExceptionally();
    }

    @Test
    void cancelling_without_interrupting_lets_the_call_go_on() throws Exception {
        provider.byDefault(Fault.slowHeaders(Duration.ofMillis(300)));
        CompletableFuture<?> future = world.client().sendAsync(world.chat(), BodyHandlers.ofString());

        assertThat(future.cancel(false)).isTrue();

        assertThat(future).isCancelled();
        assertThat(provider.awaitHits(1, Duration.ofSeconds(10))).isTrue();
        assertThat(provider.lastHit().awaitEnd(Duration.ofSeconds(10)).how()).isEqualTo(Ending.How.ANSWERED);
    }

    /** Like the client's own future it is completed by the call's end or by the cancellation, whichever comes first. */
    @Test
    void a_cancelled_wait_ends_as_the_clients_own_future_does() {
        provider.byDefault(Fault.rateLimited(Duration.ofSeconds(20)));
        CompletableFuture<?> future = world.client().sendAsync(world.chat(), BodyHandlers.ofString());
        world.awaitWaiting();

        assertThat(future.cancel(true)).isTrue();

        assertThatThrownBy(() -> future.get(2, TimeUnit.SECONDS))
                .satisfiesAnyOf(
                        error -> assertThat(error).isInstanceOf(CancellationException.class),
                        error -> assertThat(error)
                                .isInstanceOf(ExecutionException.class)
                                .hasCauseInstanceOf(CancellationException.class));
        assertThat(provider.hitCount()).isEqualTo(1);
    }

    @Test
    void a_failed_future_carries_the_clients_exception_as_the_clients_own_does() {
        provider.refuseConnections();

        CompletableFuture<?> future = world.client().sendAsync(world.chat(), BodyHandlers.ofString());

        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(java.net.ConnectException.class);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        future.whenComplete((response, error) -> seen.complete(error));
        assertThat(seen.join()).isInstanceOf(CompletionException.class);
    }

    @Test
    void the_overload_for_pushes_is_governed() throws Exception {
        provider.answer(Fault.unavailable503());

        HttpResponse<String> response = world.client()
                .sendAsync(world.chat(), BodyHandlers.ofString(), (request, pushed, acceptor) -> {})
                .get();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(provider.hitCount()).isEqualTo(2);
    }

    @Test
    void a_client_that_nobody_holds_lives_until_its_call_is_over() throws Exception {
        provider.answer(Fault.rateLimited(Duration.ofSeconds(2)));
        CompletableFuture<HttpResponse<String>> future =
                world.hooked(HttpClient.newHttpClient()).sendAsync(world.chat(), BodyHandlers.ofString());
        world.awaitWaiting();

        for (int i = 0; i < 10; i++) {
            System.gc();
        }

        assertThat(future.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void what_the_applications_handler_throws_is_thrown_and_nothing_is_repeated() {
        BodyHandler<String> failing = info -> {
            throw new IllegalStateException("the application's own");
        };

        assertThatThrownBy(() -> world.client().send(world.chat(), failing))
                .hasStackTraceContaining("the application's own");
        assertThatThrownBy(() -> world.client().sendAsync(world.chat(), failing).get())
                .hasStackTraceContaining("the application's own");

        assertThat(provider.hitCount()).isEqualTo(2);
    }

    @Test
    void a_request_that_the_client_refuses_is_refused_as_ever() {
        HttpRequest connect =
                new HttpRequestOfTheApplication("CONNECT", world.chat().uri());

        assertThatThrownBy(() -> world.client().send(connect, BodyHandlers.ofString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.client().sendAsync(connect, BodyHandlers.ofString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(provider.hitCount()).isZero();
    }

    @Test
    void a_publisher_that_fails_is_the_applications_own_failure() {
        HttpRequest request = HttpRequest.newBuilder(world.chat(), (name, value) -> true)
                .POST(BodyPublishers.fromPublisher(subscriber -> {
                    subscriber.onSubscribe(new Flow.Subscription() {
                        @Override
                        public void request(long n) {
                            subscriber.onError(new IOException("disk gone"));
                        }

                        @Override
                        public void cancel() {}
                    });
                }))
                .build();

        assertThatThrownBy(() -> world.client().send(request, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("disk gone");
        assertThatThrownBy(() -> world.client()
                        .sendAsync(request, BodyHandlers.ofString())
                        .get())
                .hasStackTraceContaining("disk gone");
        assertThat(provider.hitCount()).isZero();
    }

    @Test
    void a_failure_of_the_agent_before_the_send_costs_nothing() throws Exception {
        GovernedWorld broken = new GovernedWorld(provider.baseUrl(), name -> failing("facts"));
        HttpRequest oneShot = HttpRequest.newBuilder(world.chat(), (name, value) -> true)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(GovernedWorld.CHAT)))
                .build();

        assertThat(broken.client().send(oneShot, BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(broken.client()
                        .sendAsync(oneShot, BodyHandlers.ofString())
                        .get()
                        .statusCode())
                .isEqualTo(200);

        assertThat(provider.hits())
                .hasSize(2)
                .allSatisfy(hit -> assertThat(hit.bodyText()).isEqualTo(GovernedWorld.CHAT));
    }

    @Test
    void a_failure_of_the_agent_after_the_send_is_no_second_send() throws Exception {
        GovernedWorld broken = new GovernedWorld(provider.baseUrl(), name -> failing("reader", "classify"));
        provider.answer(Fault.none(), Fault.unavailable503(), Fault.none(), Fault.unavailable503());

        assertThat(broken.client().send(world.chat(), BodyHandlers.ofString()).body())
                .contains(" t60");
        assertThat(broken.client().send(world.chat(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(503);
        assertThat(broken.client()
                        .sendAsync(world.chat(), BodyHandlers.ofString())
                        .get()
                        .body())
                .contains(" t60");
        assertThat(broken.client()
                        .sendAsync(world.chat(), BodyHandlers.ofString())
                        .get()
                        .statusCode())
                .isEqualTo(503);

        assertThat(provider.hitCount()).isEqualTo(4);
    }

    @Test
    void a_request_without_a_host_is_the_clients_business() {
        HttpRequest strange = new HttpRequestOfTheApplication("GET", URI.create("mailto:somebody"));

        assertThatThrownBy(() -> world.client().send(strange, BodyHandlers.ofString()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_call_to_nobodys_host_allocates_nothing() {
        HttpRequest foreign = HttpRequest.newBuilder(URI.create("https://shop.example.org/cart"))
                .build();
        RequestGate gate = new RequestGate(world.engine(), true);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            gate.apply(world, foreign);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            gate.apply(world, foreign);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // The bean's own answer is a few hundred bytes; one object a call would be 160,000.
        assertThat(allocated).isLessThan(10_000);
    }

    @Test
    void it_allocates_nothing_either_while_another_thread_is_sending() throws Exception {
        Reentry.arm();
        try {
            CompletableFuture.runAsync(this::a_call_to_nobodys_host_allocates_nothing)
                    .get(10, TimeUnit.SECONDS);
        } finally {
            Reentry.disarm();
        }
    }

    /** The real dialect, but for methods that fail as a bug would. */
    private static Dialect failing(String... methods) {
        Dialect real = Dialects.named("openai");
        return (Dialect) Proxy.newProxyInstance(
                JdkClientTest.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    if (List.of(methods).contains(method.getName())) {
                        throw new IllegalStateException("a bug in " + method.getName());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Asks for one item at a time and notes what it gets unasked. */
    private static final class OneByOne implements Flow.Subscriber<List<ByteBuffer>> {
        final CompletableFuture<String> text = new CompletableFuture<>();
        final AtomicInteger mostUnasked = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final StringBuilder read = new StringBuilder();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription opened) {
            subscription = opened;
            ask();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            mostUnasked.accumulateAndGet(-open.decrementAndGet(), Math::max);
            item.forEach(buffer -> read.append(java.nio.charset.StandardCharsets.UTF_8.decode(buffer)));
            CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(this::ask);
        }

        private void ask() {
            open.incrementAndGet();
            subscription.request(1);
        }

        @Override
        public void onError(Throwable error) {
            text.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            text.complete(read.toString());
        }
    }
}
