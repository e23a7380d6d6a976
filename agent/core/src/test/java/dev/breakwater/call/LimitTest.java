package dev.breakwater.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Headers;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Requests a minute, requests at a time, and the queue before both. */
final class LimitTest {

    @Test
    void requests_within_the_rate_pass_at_once_and_the_next_waits_for_its_turn() {
        World world = limited(60, 0, 1000, Duration.ofSeconds(10));

        for (int i = 0; i < 61; i++) {
            assertThat(world.call().answered()).isTrue();
        }

        assertThat(world.waits).containsExactly(WaitReason.RATE_LIMIT);
        assertThat(world.sent.get(60).atMillis()).isBetween(950L, 1000L);
    }

    @Test
    void a_wait_beyond_max_wait_is_refused_at_once_with_a_retry_after() {
        World world = limited(1, 0, 1000, Duration.ofSeconds(10));
        world.call();

        World.Got got = world.call();

        assertThat(got.status()).isEqualTo(429);
        assertThat(got.header("retry-after")).isEqualTo("60");
        assertThat(got.header("x-breakwater-reason")).isEqualTo("rate-limit");
        assertThat(got.tookMillis()).isZero();
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void a_full_queue_refuses_the_next_caller_at_once() {
        World world = limited(0, 1, 1, Duration.ofSeconds(10));
        Call first = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 1));
        Call second = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 2));

        assertThat(first.start(0)).isInstanceOf(Decision.Send.class);
        assertThat(second.start(0)).isInstanceOf(Decision.Wait.class);

        assertThat(world.call().status()).isEqualTo(429);
    }

    @Test
    void a_place_that_becomes_free_wakes_the_first_in_the_queue() {
        World world = limited(0, 1, 10, Duration.ofSeconds(10));
        Call first = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 1));
        Attempt sent = ((Decision.Send) first.start(0)).attempt();
        Call second = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 2));
        Decision.Wait wait = (Decision.Wait) second.start(0);
        assertThat(wait.reason()).isEqualTo(WaitReason.CONCURRENCY);
        assertThat(wait.signal().raised()).isFalse();

        finish(first, sent);

        assertThat(wait.signal().raised()).isTrue();
        assertThat(second.waited(1)).isInstanceOf(Decision.Send.class);
    }

    @Test
    void a_stream_holds_its_place_until_it_has_been_read() {
        World world = limited(0, 1, 0, Duration.ofSeconds(10));
        Call streaming = world.open(World.request("gpt stream"), new Caller(Caller.NO_DEADLINE, 1));
        Attempt sent = ((Decision.Send) streaming.start(0)).attempt();
        AnswerGate gate = sent.onHead(200, Headers.NONE, 0);
        World.feed(gate, "t", world);
        streaming.next(gate.outcome(), 0);
        assertThat(world.call().status()).isEqualTo(429);

        gate.onClosed(1);

        assertThat(world.call().answered()).isTrue();
    }

    @Test
    void a_queue_place_that_never_comes_is_given_up_after_max_wait() {
        World world = limited(0, 1, 10, Duration.ofSeconds(2));
        Call holder = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 1));
        Attempt sent = ((Decision.Send) holder.start(0)).attempt();

        World.Got got = world.call();
        assertThat(got.status()).isEqualTo(429);
        assertThat(got.tookMillis()).isEqualTo(2000);
        finish(holder, sent);

        assertThat(world.call().answered()).isTrue();
    }

    @Test
    void a_repeat_whose_place_never_comes_leaves_the_error_that_it_would_have_repeated() {
        World world = limited(0, 1, 10, Duration.ofSeconds(2)).script("a", World.refuses(503, "OVERLOADED"));
        takeThePlaceOnce(world);

        World.Got got = world.call();

        assertThat(world.waits).containsExactly(WaitReason.BACKOFF, WaitReason.CONCURRENCY);
        assertThat(got.status()).isEqualTo(503);
        assertThat(((Decision.Reject) got.decision()).response().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("OVERLOADED");
        assertThat(world.results.get(world.results.size() - 1).ending()).isEqualTo(CallResult.Ending.FAILED);
    }

    @Test
    void a_repeat_whose_place_never_comes_is_refused_if_nothing_is_left_of_the_answer_before() {
        World world = limited(0, 1, 10, Duration.ofSeconds(2)).script("a", World.answers("E"));
        takeThePlaceOnce(world);

        World.Got got = world.call();

        assertThat(world.waits).containsExactly(WaitReason.BACKOFF, WaitReason.CONCURRENCY);
        assertThat(got.status()).isEqualTo(429);
        assertThat(got.header("x-breakwater-reason")).isEqualTo("rate-limit");
    }

    /** Another call takes the only place as soon as the call has to wait, and keeps it. */
    private static void takeThePlaceOnce(World world) {
        AtomicBoolean taken = new AtomicBoolean();
        world.whileWaiting(() -> {
            if (taken.compareAndSet(false, true)) {
                Call holder = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 2));
                assertThat(holder.start(world.ticker.nanos())).isInstanceOf(Decision.Send.class);
            }
        });
    }

    @Test
    void a_call_that_is_cancelled_while_it_waits_leaves_the_queue() {
        World world = limited(0, 1, 1, Duration.ofSeconds(10));
        Call holder = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 1));
        Attempt sent = ((Decision.Send) holder.start(0)).attempt();
        Call waiting = world.open(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 2));
        waiting.start(0);

        waiting.cancelled(new java.io.IOException("Canceled"), 1);
        finish(holder, sent);

        assertThat(world.call().answered()).isTrue();
    }

    @Test
    void another_endpoint_that_is_free_is_preferred_to_waiting() {
        World world = Policies.two()
                .with(p -> p.limit = new LimitConfig(1, 0, 10, Duration.ofMinutes(2), LimitScope.ENDPOINT))
                .world();

        world.call();
        world.call();

        assertThat(world.endpoints()).containsExactly("a", "b");
        assertThat(world.waits).isEmpty();
    }

    @Test
    void a_limit_per_upstream_is_shared_by_its_endpoints() {
        World world = Policies.two()
                .with(p -> p.limit = new LimitConfig(1, 0, 10, Duration.ZERO, LimitScope.UPSTREAM))
                .world();

        assertThat(world.call().answered()).isTrue();
        assertThat(world.call().status()).isEqualTo(429);
    }

    @Test
    void a_wait_that_would_outlast_the_caller_is_refused() {
        World world = limited(1, 0, 10, Duration.ofMinutes(2));
        world.call();
        long deadline = world.ticker.nanos() + Duration.ofSeconds(5).toNanos();

        World.Got got = world.call(World.request("gpt"), new Caller(deadline, 1));

        assertThat(got.status()).isEqualTo(429);
        assertThat(got.tookMillis()).isZero();
    }

    private static World limited(int perMinute, int concurrent, int queue, Duration maxWait) {
        return Policies.one()
                .with(p -> p.limit = new LimitConfig(perMinute, concurrent, queue, maxWait, LimitScope.KEY))
                .world();
    }

    private static void finish(Call call, Attempt sent) {
        AnswerGate gate = sent.onHead(200, Headers.NONE, 1);
        gate.onBytes(ByteBuffer.wrap("t$".getBytes(StandardCharsets.US_ASCII)), 1);
        gate.onEnd(1);
        call.next(gate.outcome(), 1);
    }
}
