package dev.breakwater.call;

import static dev.breakwater.call.World.fails;
import static dev.breakwater.call.World.refuses;
import static dev.breakwater.call.World.retryAfter;
import static dev.breakwater.call.World.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Header;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.resilience.breaker.BreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several endpoints and keys: where a failed call goes, and with which key. */
final class FailoverTest {
    private static final Header CALLERS_KEY = new Header("Authorization", "Bearer callers-own");

    @Test
    void a_transient_failure_stays_for_the_second_attempt_and_then_moves_on() {
        World world = Policies.two().world().always("a", refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "a", "b");
        assertThat(world.sent.get(2).atMillis() - world.sent.get(1).atMillis()).isEqualTo(10);
    }

    @Test
    void a_retry_after_beyond_patience_moves_on_at_once() {
        World world = Policies.two().world().script("a", retryAfter(20));

        World.Got got = world.call();

        assertThat(got.answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "b");
        assertThat(got.tookMillis()).isLessThan(100);
    }

    @Test
    void a_retry_after_within_patience_is_waited_for() {
        World world = Policies.two()
                .with(p -> p.patience = Duration.ofSeconds(3))
                .world()
                .script("a", retryAfter(2));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "a");
        assertThat(world.sent.get(1).atMillis()).isEqualTo(2010);
    }

    @Test
    void a_target_whose_provider_asked_to_stay_away_is_not_the_next_calls_first_choice() {
        World world = Policies.two().world().script("a", retryAfter(20));

        world.call();
        world.call();
        world.ticker.advance(Duration.ofSeconds(21));
        world.call();

        assertThat(world.endpoints()).containsExactly("a", "b", "b", "a");
    }

    @Test
    void silence_moves_on_at_once_and_the_silent_route_is_not_tried_twice() {
        World world = Policies.two()
                .with(p -> p.timeouts = answerWithin(Duration.ofSeconds(5)))
                .with(p -> p.maxAttempts = 5)
                .world()
                .always("a", silent())
                .always("b", refuses(503));

        World.Got got = world.call();

        assertThat(got.status()).isEqualTo(503);
        assertThat(world.endpoints()).containsExactly("a", "b", "b", "b", "b");
    }

    @Test
    void a_rejected_key_moves_on_at_once_and_stays_out_of_the_pool() {
        World world = new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, "key-1", "key-2"))
                .world()
                .script("a", refuses(401));

        assertThat(world.call().answered()).isTrue();
        String rejected = world.sent.get(0).key();
        for (int i = 0; i < 6; i++) {
            world.call();
        }

        assertThat(world.sent.stream().skip(1).map(World.Sent::key)).doesNotContain(rejected);
        assertThat(world.sent.get(1).atMillis()).isEqualTo(10);
    }

    @Test
    void a_rejected_key_is_probed_again_slowly_and_comes_back() {
        World world = new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, "key-1", "key-2"))
                .world()
                .script("a", refuses(401));
        world.call();
        String rejected = world.sent.get(0).key();

        world.ticker.advance(Duration.ofMinutes(6));
        for (int i = 0; i < 8; i++) {
            world.call();
        }

        assertThat(world.sent.stream().skip(2).map(World.Sent::key)).contains(rejected);
    }

    @Test
    void exhausted_quota_is_not_rate_limited_it_never_waits() {
        World world = Policies.two().world().script("a", refuses(429, "QUOTA_EXHAUSTED"));

        World.Got got = world.call();

        assertThat(got.answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "b");
        assertThat(world.waits).isEmpty();
    }

    @Test
    void a_rate_limited_key_gives_way_to_another_key_of_the_endpoint() {
        World world = new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, "key-1", "key-2"))
                .with(p -> p.attemptsPerEndpoint = 1)
                .world()
                .script("a", retryAfter(30));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.sent.get(1).key()).isNotEqualTo(world.sent.get(0).key());
        assertThat(world.waits).isEmpty();
    }

    @Test
    void lack_of_capacity_is_not_the_keys_fault() {
        World world = new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, "key-1", "key-2"))
                .endpoint(Policies.endpoint("b", "https://b.example.org/v1", 2, "key-b"))
                .with(p -> p.attemptsPerEndpoint = 1)
                .world()
                .always("a", refuses(529));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "b");
    }

    @Test
    void a_prompt_that_is_too_long_only_goes_to_a_larger_window() {
        World larger = new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, 1, List.of(), Map.of(), 8_000))
                .endpoint(Policies.endpoint("b", "https://b.example.org/v1", 2, 1, keys("b"), Map.of(), 8_000))
                .endpoint(Policies.endpoint("c", "https://c.example.org/v1", 3, 1, keys("c"), Map.of(), 128_000))
                .world()
                .script("a", refuses(400, "CONTEXT_LENGTH"));
        World none = Policies.two().world().script("a", refuses(400, "CONTEXT_LENGTH"));

        assertThat(larger.call().answered()).isTrue();
        assertThat(larger.endpoints()).containsExactly("a", "c");
        assertThat(none.call().status()).isEqualTo(400);
        assertThat(none.sent).hasSize(1);
    }

    @Test
    void a_content_filter_refusal_is_never_routed_around() {
        World world = Policies.two().world().script("a", refuses(400, "CONTENT_FILTER"));

        assertThat(world.call().status()).isEqualTo(400);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void a_model_that_is_gone_here_is_asked_for_elsewhere() {
        World world = Policies.two().world().script("a", refuses(404, "MODEL_UNAVAILABLE"));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "b");
    }

    @Test
    void a_model_mapped_to_null_is_not_served_here_and_another_is_renamed() {
        World world = new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, 1, List.of(), Map.of("gpt", ""), 0))
                .endpoint(Policies.endpoint(
                        "b", "https://b.example.org/v1/{model}", 2, 1, keys("b"), Map.of("gpt", "gpt-eu"), 0))
                .world();

        assertThat(world.call().answered()).isTrue();
        Attempt attempt = world.sent.get(0).attempt();
        assertThat(attempt.url().full()).isEqualTo("https://b.example.org/v1/gpt-eu/chat/completions");
        assertThat(new String(attempt.body().toByteArray())).isEqualTo("gpt-eu");
    }

    @Test
    void a_key_never_leaves_for_another_origin() {
        World world = Policies.two().world().always("a", refuses(503));

        world.call(World.request("gpt", CALLERS_KEY, new Header("OpenAI-Organization", "org")));

        Attempt other = world.sent.get(2).attempt();
        assertThat(other.url().origin()).isEqualTo("https://b.example.org");
        assertThat(other.headersToDrop())
                .contains(
                        "authorization",
                        "api-key",
                        "x-api-key",
                        "cookie",
                        "openai-organization",
                        "openai-project",
                        "host");
        assertThat(other.credential()).isEqualTo(new Header("Authorization", "Bearer secret-key-b"));
        assertThat(world.sent.get(0).attempt().credential()).isNull();
    }

    @Test
    void a_key_in_the_query_does_not_leave_either() {
        World world = Policies.two().world().script("a", refuses(401));
        var request = World.request("gpt");
        var keyed = new dev.breakwater.message.Request(
                "POST",
                dev.breakwater.message.Url.parse(World.BASE + "/chat/completions?key=callers-own&alt=sse"),
                request.headers(),
                request.body());

        world.call(keyed);

        assertThat(world.sent.get(1).attempt().url().query()).isEqualTo("alt=sse");
    }

    @Test
    void an_open_circuit_is_skipped_and_all_open_answers_at_once_in_the_providers_shape() {
        World world = Policies.two()
                .with(p -> p.breaker = Optional.of(BreakerConfig.DEFAULT))
                .world()
                .always("a", refuses(500))
                .always("b", refuses(500));
        for (int i = 0; i < 6; i++) {
            world.call(World.request("gpt" + 0));
            world.ticker.advance(Duration.ofSeconds(6));
        }
        int before = world.sent.size();

        World.Got got = world.call(World.request("gpt0"));

        assertThat(world.sent).hasSize(before);
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("x-breakwater-reason")).isEqualTo("circuit-open");
        assertThat(got.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void a_rate_limit_with_a_time_to_come_back_opens_no_circuit() {
        World world = Policies.two()
                .with(p -> p.breaker = Optional.of(BreakerConfig.DEFAULT))
                .with(p -> p.maxAttempts = 1)
                .world();
        for (int i = 0; i < 10; i++) {
            world.script("a", retryAfter(1));
            world.call(World.request("gpt" + 0));
            world.ticker.advance(Duration.ofSeconds(6));
        }
        int before = world.sent.size();

        world.call(World.request("gpt0"));

        assertThat(world.endpoints().subList(before, world.sent.size())).containsExactly("a");
    }

    @Test
    void a_single_endpoint_without_a_section_only_reports_and_never_rejects() {
        World world = Policies.one().world().always("a", refuses(500));

        for (int i = 0; i < 30; i++) {
            world.call(World.request("gpt " + i));
        }

        assertThat(world.results)
                .allSatisfy(result -> assertThat(result.rejection()).isNotEqualTo(Reason.CIRCUIT_OPEN));
    }

    @Test
    void a_backup_that_cannot_be_reached_does_not_hide_the_providers_real_answer() {
        World world = Policies.two().world().always("a", refuses(503)).always("b", fails(FailureKind.NOT_SENT));

        World.Got got = world.call();

        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void a_backup_that_rejects_its_key_does_not_hide_it_either() {
        World world = Policies.two().world().always("a", refuses(503)).always("b", refuses(401));

        assertThat(world.call().status()).isEqualTo(503);
    }

    private static List<dev.breakwater.routing.Secret> keys(String name) {
        return List.of(new dev.breakwater.routing.Secret(name, "secret-" + name));
    }

    private static TimeoutsConfig answerWithin(Duration limit) {
        return new TimeoutsConfig(Optional.empty(), Optional.of(limit), Optional.empty(), Optional.of(limit));
    }
}
