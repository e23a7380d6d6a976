package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.call.CallResult.Ending;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Calls that the application cancels, interrupts, or gives only so much time. */
public final class TakenBack {
    private final OkHttpClient client = new OkHttpClient();

    @Scenario
    public void cancelling_during_a_back_off_ends_the_call_at_once_and_sends_no_more(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(30));
        world.a.byDefault(Fault.error500());
        world.b.byDefault(Fault.error500());
        Call call = client.newCall(Requests.chat(world));
        CompletableFuture<Response> running = enqueue(call);
        world.awaitWaiting();

        call.cancel();

        assertThatThrownBy(() -> running.get(2, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");
        assertThat(world.result().ending()).isEqualTo(Ending.ABANDONED);
        assertThat(world.a.hitCount() + world.b.hitCount()).isLessThanOrEqualTo(2);
    }

    @Scenario
    public void cancelling_while_waiting_for_an_answer_is_no_failure_of_the_provider(World world) throws Exception {
        world.governed();
        for (Fault fault : new Fault[] {
            Fault.silence(), Fault.slowFirstToken(Duration.ofSeconds(20)), Fault.trickle(1, Duration.ofSeconds(1))
        }) {
            world.a.answer(fault);
            int before = world.a.hitCount();
            Call call = client.newCall(Requests.streamedChat(world));
            CompletableFuture<Response> running = enqueue(call);
            assertThat(world.a.awaitHits(before + 1, Duration.ofSeconds(10))).isTrue();

            call.cancel();

            assertThatThrownBy(() -> running.get(2, TimeUnit.SECONDS))
                    .as(fault.toString())
                    .isInstanceOf(ExecutionException.class);
            assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(5)).how())
                    .isEqualTo(dev.breakwater.testing.Ending.How.CLIENT_CLOSED);
            world.result();
        }
        assertThat(world.a.hitCount()).isEqualTo(3);
        assertThat(world.b.hitCount()).isZero();
    }

    @Scenario
    public void cancelling_while_reading_ends_the_stream(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.stallAfter(5, Duration.ofSeconds(20)));
        Call call = client.newCall(Requests.streamedChat(world));
        try (Response response = call.execute()) {
            response.body().source().readUtf8Line();

            call.cancel();

            assertThatThrownBy(() -> response.body().string()).isInstanceOf(IOException.class);
        }
        assertThat(world.result().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Scenario
    public void an_interrupt_during_a_back_off_is_thrown_as_okio_does_and_stays_set(World world) throws Exception {
        world.governed(draft -> draft.backoff = Duration.ofSeconds(30));
        world.a.byDefault(Fault.error500());
        world.b.byDefault(Fault.error500());
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try (Response response = client.newCall(Requests.chat(world)).execute()) {
                thrown.completeExceptionally(new AssertionError("answered " + response.code()));
            } catch (IOException e) {
                flag.complete(Thread.currentThread().isInterrupted());
                thrown.complete(e);
            }
        });
        caller.start();
        world.awaitWaiting();

        caller.interrupt();

        assertThat(thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
        assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(world.a.hitCount() + world.b.hitCount()).isLessThanOrEqualTo(2);
        caller.join();
    }

    @Scenario
    public void the_applications_call_timeout_covers_all_attempts(World world) throws Exception {
        world.governed();
        OkHttpClient limited =
                client.newBuilder().callTimeout(700, TimeUnit.MILLISECONDS).build();
        world.a.answer(Fault.error500(), Fault.silence(), Fault.badKey(), Fault.none());
        world.b.answer(Fault.silence());

        for (int call = 0; call < 2; call++) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> limited.newCall(Requests.chat(world)).execute())
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("timeout");
            assertThat(System.nanoTime() - start)
                    .isBetween(
                            Duration.ofMillis(600).toNanos(),
                            Duration.ofMillis(2500).toNanos());
        }
        assertThat(world.a.hitCount()).isEqualTo(3);
        assertThat(world.b.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void the_applications_call_timeout_covers_the_stream(World world) throws Exception {
        world.governed();
        OkHttpClient limited =
                client.newBuilder().callTimeout(800, TimeUnit.MILLISECONDS).build();
        world.a.answer(Fault.error500(), Fault.stallAfter(5, Duration.ofSeconds(20)));

        try (Response response = limited.newCall(Requests.streamedChat(world)).execute()) {
            assertThatThrownBy(() -> response.body().string()).isInstanceOf(IOException.class);
        }
        assertThat(world.result().ending()).isIn(Ending.ABANDONED, Ending.BROKEN_OFF);
    }

    @Scenario
    public void the_connect_limit_holds_for_each_attempt_and_never_lengthens_the_applications(World world)
            throws Exception {
        world.governed(draft -> draft.connect(Duration.ofMillis(200)));
        world.a.refuseConnections();

        try (Response response = client.newCall(Requests.chat(world)).execute()) {
            assertThat(response.body().string()).contains("b m-1");
        }
    }

    static CompletableFuture<Response> enqueue(Call call) {
        CompletableFuture<Response> result = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                result.complete(response);
            }

            @Override
            public void onFailure(Call failed, IOException error) {
                result.completeExceptionally(error);
            }
        });
        return result;
    }
}
