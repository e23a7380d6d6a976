package dev.breakwater.call;

import static dev.breakwater.call.World.fails;
import static dev.breakwater.call.World.refuses;
import static dev.breakwater.call.World.retryAfter;
import static dev.breakwater.call.World.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.routing.EndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code fallback-models}: when a call is answered by another model than it asked for. */
final class FallbackModelTest {
    private static final Map<String, List<String>> MINI = Map.of("gpt", List.of("mini"));

    @Test
    void a_model_whose_every_endpoint_is_exhausted_is_replaced_by_the_next_one() {
        World world = one().world().script("a", refuses(503), refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "a gpt", "a mini");
        assertThat(new String(world.sent.get(2).attempt().body().toByteArray())).isEqualTo("mini");
    }

    @Test
    void every_endpoint_for_the_model_is_asked_before_a_fallback_is() {
        World world = Policies.two()
                .with(p -> p.fallbackModels = MINI)
                .with(p -> p.attemptsPerEndpoint = 1)
                .world()
                .script("a", refuses(503))
                .script("b", refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "b gpt", "a mini");
    }

    @Test
    void a_model_that_works_is_never_replaced() {
        World world = one().world().script("a", refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "a gpt");
    }

    @Test
    void a_model_that_nobody_serves_is_replaced_at_once() {
        World world = new Policies()
                .endpoint(serving("a", World.BASE, Map.of("gpt", "")))
                .with(p -> p.fallbackModels = MINI)
                .world();

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a mini");
    }

    @Test
    void a_model_that_is_gone_is_replaced_at_the_same_endpoint() {
        World world = one().world().script("a", refuses(404, "MODEL_UNAVAILABLE"));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "a mini");
        assertThat(world.sent.get(1).atMillis()).isEqualTo(10);
    }

    @Test
    void an_endpoint_that_has_not_failed_is_asked_for_the_fallback_first() {
        World world = new Policies()
                .endpoint(serving("a", World.BASE, Map.of()))
                .endpoint(serving("b", "https://b.example.org/v1", Map.of("gpt", "")))
                .with(p -> p.fallbackModels = MINI)
                .world()
                .always("a", refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "a gpt", "b mini");
    }

    @Test
    void fallbacks_are_asked_in_order_under_their_names_at_each_endpoint() {
        World world = new Policies()
                .endpoint(serving("a", World.BASE, Map.of("mini", "mini-eu", "nano", "nano-eu")))
                .with(p -> p.fallbackModels = Map.of("gpt", List.of("mini", "nano"), "mini", List.of("other")))
                .with(p -> p.attemptsPerEndpoint = 1)
                .world()
                .script("a", refuses(503), refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "a mini-eu", "a nano-eu");
    }

    @Test
    void a_longer_wait_than_patience_is_not_waited_for_while_a_fallback_is_ready() {
        World world = new Policies()
                .endpoint(serving("a", World.BASE, Map.of()))
                .endpoint(serving("b", "https://b.example.org/v1", Map.of("gpt", "")))
                .with(p -> p.fallbackModels = MINI)
                .world()
                .script("a", retryAfter(20));

        World.Got got = world.call();

        assertThat(got.answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "b mini");
        assertThat(got.tookMillis()).isLessThan(100);
    }

    @Test
    void a_fallback_counts_against_max_attempts() {
        World world = one().with(p -> p.maxAttempts = 2).world().always("a", refuses(503));

        assertThat(world.call().status()).isEqualTo(503);
        assertThat(asked(world)).containsExactly("a gpt", "a gpt");
    }

    @Test
    void a_fallback_is_not_asked_past_the_deadline() {
        World world = one().with(p -> p.deadline = Optional.of(Duration.ofSeconds(2)))
                .with(p -> p.timeouts = new TimeoutsConfig(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(3))))
                .world()
                .always("a", silent());

        assertThat(world.call().tookMillis()).isEqualTo(2000);
        assertThat(asked(world)).containsExactly("a gpt");
    }

    @Test
    void a_silent_endpoint_is_not_asked_for_another_model_either() {
        World world = Policies.two()
                .with(p -> p.fallbackModels = MINI)
                .with(p -> p.maxAttempts = 5)
                .with(p -> p.attemptsPerEndpoint = 1)
                .with(p -> p.timeouts = new TimeoutsConfig(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(3))))
                .world()
                .always("a", silent())
                .script("b", refuses(503));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "b gpt", "b mini");
    }

    @Test
    void a_bad_request_and_a_content_filter_reach_the_caller_from_the_first_model() {
        for (String kind : List.of("BAD_REQUEST", "CONTENT_FILTER")) {
            World world = one().world().script("a", refuses(400, kind));

            assertThat(world.call().status()).isEqualTo(400);
            assertThat(asked(world)).containsExactly("a gpt");
        }
    }

    @Test
    void a_context_length_goes_to_a_fallback_only_where_the_window_is_larger() {
        World smaller = windows(8000, 8000).script("a", refuses(400, "CONTEXT_LENGTH"));
        World larger = windows(8000, 32000).script("a", refuses(400, "CONTEXT_LENGTH"));

        assertThat(smaller.call().status()).isEqualTo(400);
        assertThat(asked(smaller)).containsExactly("a gpt");
        assertThat(larger.call().answered()).isTrue();
        assertThat(asked(larger)).containsExactly("a gpt", "b mini");
    }

    @Test
    void an_open_circuit_of_the_model_leads_to_the_fallback_without_a_send() {
        World world = one().with(p -> p.breaker = Optional.of(BreakerConfig.DEFAULT))
                .with(p -> p.maxAttempts = 1)
                .world();
        for (int i = 0; i < 5; i++) {
            world.script("a", refuses(503));
            world.call();
            // Long enough that the next call is not taken for an SDK's repeat of this one.
            world.ticker.advance(Duration.ofSeconds(5));
        }

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).hasSize(6).endsWith("a mini");
    }

    @Test
    void a_refused_connection_uses_its_attempts_up_before_the_fallback() {
        World world = one().world().script("a", fails(FailureKind.NOT_SENT), fails(FailureKind.NOT_SENT));

        assertThat(world.call().answered()).isTrue();
        assertThat(asked(world)).containsExactly("a gpt", "a gpt", "a mini");
    }

    @Test
    void the_result_names_the_model_that_served() {
        World world = one().world().script("a", refuses(503), refuses(503));

        world.call();

        assertThat(world.results).singleElement().satisfies(result -> {
            assertThat(result.ending()).isEqualTo(CallResult.Ending.ANSWERED);
            assertThat(result.last().model()).isEqualTo("mini");
        });
    }

    private static Policies one() {
        return Policies.one().with(p -> p.fallbackModels = MINI);
    }

    private static World windows(int first, int second) {
        return new Policies()
                .endpoint(Policies.endpoint("a", World.BASE, 1, 1, List.of(), Map.of(), first))
                .endpoint(
                        Policies.endpoint("b", "https://b.example.org/v1", 2, 1, List.of(), Map.of("gpt", ""), second))
                .with(p -> p.fallbackModels = MINI)
                .world();
    }

    private static EndpointConfig serving(String name, String url, Map<String, String> models) {
        return Policies.endpoint(name, url, name.equals("a") ? 1 : 2, 1, List.of(), models, 0);
    }

    private static List<String> asked(World world) {
        return world.sent.stream()
                .map(sent -> sent.endpoint() + " " + sent.attempt().model())
                .toList();
    }
}
