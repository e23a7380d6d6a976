package dev.breakwater.call;

import static dev.breakwater.call.World.fails;
import static dev.breakwater.call.World.ok;
import static dev.breakwater.call.World.refuses;
import static dev.breakwater.call.World.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.resilience.retry.Ambiguous;
import dev.breakwater.resilience.retry.RetryBudgetConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One endpoint: when a call is sent again, how soon, and when not. */
final class RetryTest {

    @Test
    void a_healthy_call_is_one_send() {
        World world = Policies.one().world();

        assertThat(world.call().answered()).isTrue();
        assertThat(world.sent).hasSize(1);
        assertThat(world.sent.get(0).attempt().untouched()).isTrue();
    }

    @Test
    void a_server_error_is_sent_again_after_the_backoff() {
        World world = Policies.one().world().script("a", refuses(500));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.sent.get(1).atMillis()).isEqualTo(10 + 500);
        assertThat(world.waits).containsExactly(WaitReason.BACKOFF);
    }

    @Test
    void a_retry_after_is_a_floor_for_the_same_target() {
        World world = Policies.one().world().script("a", retryAfter(3));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.sent.get(1).atMillis()).isEqualTo(10 + 3000);
        assertThat(world.waits).containsExactly(WaitReason.RETRY_AFTER);
    }

    @Test
    void the_newest_retry_after_counts() {
        World world = Policies.one().world().script("a", retryAfter(3), retryAfter(7));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.sent.get(2).atMillis()).isEqualTo(10 + 3000 + 10 + 7000);
    }

    @Test
    void a_retry_after_beyond_the_maximum_gives_up_at_once() {
        World world = Policies.one().world().script("a", retryAfter(400_000));

        World.Got got = world.call();

        assertThat(got.status()).isEqualTo(429);
        assertThat(got.tookMillis()).isEqualTo(10);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void attempts_end_at_the_maximum_and_the_last_answer_is_delivered_with_a_word_to_the_sdk() {
        World world = Policies.one().world().always("a", refuses(503));

        World.Got got = world.call();

        assertThat(world.sent).hasSize(3);
        assertThat(got.decision()).isInstanceOf(Decision.Deliver.class);
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void errors_of_the_request_itself_are_never_sent_again_and_arrive_untouched() {
        for (int status : List.of(400, 404, 413, 422)) {
            World world = Policies.two().world().script("a", refuses(status));

            World.Got got = world.call();

            assertThat(got.status()).isEqualTo(status);
            assertThat(got.header("x-should-retry")).isNull();
            assertThat(world.sent).hasSize(1);
        }
    }

    @Test
    void the_policys_statuses_replace_the_dialects() {
        World world = Policies.one()
                .with(p -> p.statuses = Set.of(418))
                .world()
                .script("a", refuses(418))
                .script("a", refuses(500));

        assertThat(world.call().status()).isEqualTo(500);
        assertThat(world.sent).hasSize(2);
    }

    @Test
    void the_providers_own_word_overrides_the_status() {
        Header no = new Header("x-should-retry", "false");
        Header yes = new Header("x-should-retry", "true");
        World stays = Policies.one().world().script("a", refuses(500, no));
        World again = Policies.one().world().script("a", refuses(400, yes));

        assertThat(stays.call().status()).isEqualTo(500);
        assertThat(stays.sent).hasSize(1);
        assertThat(again.call().answered()).isTrue();
    }

    @Test
    void a_lost_connection_is_retried_failed_over_or_handed_on_as_the_policy_says() {
        World retries = Policies.two().world().script("a", fails(FailureKind.LOST));
        World failsOver = Policies.two()
                .with(p -> p.ambiguous = Ambiguous.FAIL_OVER)
                .world()
                .script("a", fails(FailureKind.LOST));
        World never =
                Policies.two().with(p -> p.ambiguous = Ambiguous.NEVER).world().script("a", fails(FailureKind.LOST));

        assertThat(retries.call().answered()).isTrue();
        assertThat(retries.endpoints()).containsExactly("a", "a");
        assertThat(failsOver.call().answered()).isTrue();
        assertThat(failsOver.endpoints()).containsExactly("a", "b");
        assertThat(never.call().error()).hasMessage("LOST");
        assertThat(never.sent).hasSize(1);
    }

    @Test
    void repeats_stay_within_the_budget() {
        World world = Policies.one()
                .with(p -> p.budget = new RetryBudgetConfig(0.2, 0))
                .with(p -> p.maxAttempts = 2)
                .world()
                .always("a", refuses(500));

        for (int i = 0; i < 20; i++) {
            world.call(World.request("gpt" + i));
        }

        assertThat(world.sent.size()).isBetween(20, 24);
    }

    @Test
    void a_body_that_cannot_be_sent_twice_is_not() {
        World world = Policies.two().world().always("a", refuses(500));
        Request oneShot =
                new Request("POST", Url.parse(World.BASE + "/chat/completions"), Headers.NONE, Body.opaque(-1, false));

        assertThat(world.call(oneShot).status()).isEqualTo(500);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void waits_and_attempts_end_inside_the_callers_own_timeout() {
        World world = Policies.one().world().script("a", retryAfter(5));
        long deadline = Duration.ofSeconds(4).toNanos();

        World.Got got = world.call(World.request("gpt"), new Caller(deadline, 1));

        assertThat(got.status()).isEqualTo(429);
        assertThat(got.tookMillis()).isEqualTo(10);
    }

    @Test
    void an_sdks_own_timeout_is_a_deadline_too() {
        World world = Policies.one().world().script("a", retryAfter(5));

        assertThat(world.call(World.request("gpt", new Header("X-Stainless-Timeout", "4")))
                        .status())
                .isEqualTo(429);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void the_policys_deadline_spans_every_attempt_and_wait() {
        World world = Policies.one()
                .with(p -> p.deadline = java.util.Optional.of(Duration.ofMillis(1200)))
                .with(p -> p.maxAttempts = 10)
                .world()
                .always("a", refuses(500));

        World.Got got = world.call();

        assertThat(got.tookMillis()).isLessThanOrEqualTo(1200);
        assertThat(world.sent).hasSize(2);
    }

    @Test
    void max_attempts_1_never_retries() {
        World world = Policies.one().with(p -> p.maxAttempts = 1).world().always("a", refuses(500));

        assertThat(world.call().status()).isEqualTo(500);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void an_answer_after_a_retry_is_delivered_as_it_is() {
        World world = Policies.one().world().script("a", refuses(500), ok());

        World.Got got = world.call();

        assertThat(got.header("x-should-retry")).isNull();
        assertThat(world.results).singleElement().satisfies(result -> {
            assertThat(result.ending()).isEqualTo(CallResult.Ending.ANSWERED);
            assertThat(result.errorType()).isNull();
        });
    }
}
