package dev.breakwater.call;

import static dev.breakwater.call.World.refuses;
import static dev.breakwater.call.World.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Header;
import dev.breakwater.message.Url;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What must hold, whatever the code looks like: the numbered promises of the policy, one test each, named after it. The twelfth's
 * timing, and that a bug of the agent's own fails no call, are proved on the packaged jar and in the clients' tests.
 */
final class MeaningsTest {

    @Test
    void meaning_01_nothing_changes_for_other_calls() {
        World world = Policies.one().world();

        assertThat(world.engine.mayMatch("example.org")).isFalse();
        assertThat(world.engine.upstreamOf(Url.parse("https://api.example.com/other")))
                .isNull();
    }

    @Test
    void meaning_02_one_budget_a_call() {
        World world = Policies.two()
                .with(p -> p.maxAttempts = 3)
                .world()
                .always("a", refuses(503))
                .always("b", refuses(503));

        world.call();

        assertThat(world.sent).hasSize(3);
    }

    @Test
    void meaning_03_never_longer_than_the_caller_allowed() {
        World world = Policies.one().with(p -> p.maxAttempts = 10).world().always("a", refuses(503));
        long allowed = Duration.ofSeconds(2).toNanos();

        World.Got got = world.call(World.request("gpt"), new Caller(allowed, 1));

        assertThat(got.tookMillis()).isLessThanOrEqualTo(2000);
        assertThat(got.status()).isEqualTo(503);
    }

    @Test
    void meaning_04_retry_after_is_a_floor_for_the_same_target_and_never_a_delay_for_a_different_one() {
        World alone = Policies.one().world().script("a", retryAfter(30));
        World accompanied = Policies.two().world().script("a", retryAfter(30));

        alone.call();
        World.Got elsewhere = accompanied.call();

        assertThat(alone.sent.get(1).atMillis()).isGreaterThanOrEqualTo(30_000);
        assertThat(accompanied.endpoints()).containsExactly("a", "b");
        assertThat(elsewhere.tookMillis()).isLessThan(100);
    }

    @Test
    void meaning_05_classify_then_act() {
        World quota = Policies.two().world().script("a", refuses(429, "QUOTA_EXHAUSTED"));
        World wrong = Policies.two().world().script("a", refuses(422));
        World refused = Policies.two().world().script("a", refuses(400, "CONTENT_FILTER"));

        assertThat(quota.call().answered()).isTrue();
        assertThat(quota.waits).isEmpty();
        assertThat(wrong.call().status()).isEqualTo(422);
        assertThat(wrong.sent).hasSize(1);
        assertThat(refused.call().status()).isEqualTo(400);
        assertThat(refused.sent).hasSize(1);
    }

    @Test
    void meaning_06_a_key_never_leaves_for_a_host_it_was_not_meant_for() {
        World world = Policies.two().world().script("a", refuses(401));

        world.call(World.request("gpt", new Header("Authorization", "Bearer callers-own")));

        Attempt elsewhere = world.sent.get(1).attempt();
        assertThat(elsewhere.changesOrigin()).isTrue();
        assertThat(elsewhere.headersToDrop()).contains("authorization", "api-key", "cookie", "openai-organization");
        assertThat(elsewhere.credential().value()).isEqualTo("Bearer secret-key-b");
    }

    @Test
    void meaning_07_no_retry_multiplication() {
        World world = Policies.one().world().always("a", refuses(503));

        World.Got first = world.call();
        world.call(World.request("gpt", new Header("X-Stainless-Retry-Count", "1")));

        assertThat(first.header("x-should-retry")).isEqualTo("false");
        assertThat(world.sent).hasSize(3);
    }

    @Test
    void meaning_08_never_a_clean_end_to_a_cut_stream() {
        World world = Policies.one().world();
        Call call = world.open(World.request("gpt stream"), new Caller(Caller.NO_DEADLINE, 1));
        Attempt attempt = ((Decision.Send) call.start(0)).attempt();
        AnswerGate gate = attempt.onHead(200, dev.breakwater.message.Headers.NONE, 0);
        World.feed(gate, "tt", world);
        call.next(gate.outcome(), 0);

        gate.onEnd(1);

        assertThat(gate.failure()).isInstanceOf(TruncatedAnswerException.class);
    }

    @Test
    void meaning_09_all_closed() {
        World limited = Policies.one()
                .with(p -> p.limit = new LimitConfig(1, 0, 0, Duration.ZERO, LimitScope.KEY))
                .world();
        World open = Policies.one()
                .with(p -> p.breaker = Optional.of(BreakerConfig.DEFAULT))
                .with(p -> p.maxAttempts = 1)
                .world()
                .always("a", refuses(500));
        limited.call();
        for (int i = 0; i < 5; i++) {
            open.call(World.request("gpt"), new Caller(Caller.NO_DEADLINE, i));
        }

        World.Got busy = limited.call();
        World.Got closed = open.call(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 99));

        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.header("retry-after")).isNotNull();
        assertThat(closed.status()).isEqualTo(503);
        assertThat(closed.header("x-breakwater-reason")).isEqualTo("circuit-open");
        assertThat(closed.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void meaning_10_accounting_follows_the_server_that_answered() {
        World world = Policies.two().world().script("a", refuses(401));

        world.call();

        assertThat(world.results).singleElement().satisfies(result -> {
            assertThat(result.last().endpoint().name()).isEqualTo("b");
            assertThat(result.responseModel()).isEqualTo("served");
            assertThat(result.usage().output()).isEqualTo(2);
        });
    }

    @Test
    void meaning_12_reload_loses_nothing() {
        World world = Policies.one().world().script("a", refuses(500));
        world.whileWaiting(() -> world.apply(Policies.two().build()));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "a");
    }
}
