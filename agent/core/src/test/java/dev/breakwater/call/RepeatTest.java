package dev.breakwater.call;

import static dev.breakwater.call.World.fails;
import static dev.breakwater.call.World.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Header;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No retry multiplication: what an SDK repeats after the agent has given up is not sent again. */
final class RepeatTest {
    private static final Header FIRST_REPEAT = new Header("X-Stainless-Retry-Count", "1");

    @Test
    void a_repeat_on_the_same_thread_gets_the_same_failure_without_a_send() {
        World world = Policies.one().world().always("a", refuses(503));
        world.call();

        World.Got again = world.call();

        assertThat(world.sent).hasSize(3);
        assertThat(again.status()).isEqualTo(503);
        assertThat(again.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void a_repeat_that_says_that_it_is_one_is_recognised_on_any_thread_and_later() {
        World world = Policies.one().world().always("a", fails(FailureKind.LOST));
        World.Got first = world.call();
        world.ticker.advance(Duration.ofSeconds(8));

        World.Got again = world.call(World.request("gpt", FIRST_REPEAT), new Caller(Caller.NO_DEADLINE, 99));

        assertThat(world.sent).hasSize(3);
        assertThat(again.decision()).isInstanceOf(Decision.Fail.class);
        assertThat(again.error()).isSameAs(first.error());
    }

    @Test
    void a_repeat_within_one_call_of_the_client_is_recognised_as_often_and_as_late_as_an_sdk_backs_off() {
        World world = Policies.one().world().always("a", refuses(503));
        world.call();
        Caller sameCall = new Caller(Caller.NO_DEADLINE, false, 99, true);

        for (int pauseSeconds : new int[] {1, 2, 4, 8}) {
            world.ticker.advance(Duration.ofSeconds(pauseSeconds));
            assertThat(world.call(World.request("gpt"), sameCall).status()).isEqualTo(503);
        }

        assertThat(world.sent).hasSize(3);
    }

    @Test
    void another_prompt_another_thread_or_a_later_time_is_another_call() {
        World world = Policies.one().with(p -> p.maxAttempts = 1).world().always("a", refuses(503));
        world.call();

        world.call(World.request("another"));
        world.call(World.request("gpt"), new Caller(Caller.NO_DEADLINE, 2));
        world.ticker.advance(Duration.ofSeconds(6));
        world.call();

        assertThat(world.sent).hasSize(4);
    }

    @Test
    void after_a_few_replays_the_call_is_somebodys_new_intention() {
        World world = Policies.one().with(p -> p.maxAttempts = 1).world().always("a", refuses(503));
        for (int i = 0; i < 5; i++) {
            world.call();
        }

        assertThat(world.sent).hasSize(2);
    }

    @Test
    void a_declared_repeat_that_nobody_remembers_spends_the_same_budget() {
        World world = Policies.one().world().always("a", refuses(503));

        world.call(World.request("gpt", new Header("X-Stainless-Retry-Count", "2")));

        assertThat(world.sent).hasSize(1);
    }

    /** The AWS SDK repeats on threads of its own, and signs anew. */
    @Test
    void the_aws_sdk_says_so_as_well() {
        World world = Policies.one().world().always("a", refuses(503));
        world.call(World.request("gpt", new Header("amz-sdk-request", "attempt=1; max=4")));

        World.Got again = world.call(
                World.request("gpt", new Header("amz-sdk-request", "ttl=20261121T120000Z; attempt=2; max=4")),
                new Caller(Caller.NO_DEADLINE, 99));

        assertThat(world.sent).hasSize(3);
        assertThat(again.status()).isEqualTo(503);
    }

    @Test
    void errors_of_the_request_itself_are_not_remembered() {
        World world = Policies.one().world().always("a", refuses(400));
        world.call();
        world.call();

        assertThat(world.sent).hasSize(2);
    }
}
