package dev.breakwater.call;

import static dev.breakwater.call.World.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Url;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A new policy while calls are under way, and the mode that only watches. */
final class ReloadTest {

    @Test
    void a_call_ends_under_the_policy_that_it_began_with() {
        World world = Policies.one().world().script("a", refuses(500));
        world.whileWaiting(() -> world.apply(onlyB().build()));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.call().answered()).isTrue();

        assertThat(world.endpoints()).containsExactly("a", "a", "b");
    }

    @Test
    void what_unchanged_endpoints_have_learnt_lives_on() {
        Policies policies = Policies.two().with(p -> p.breaker = Optional.of(BreakerConfig.DEFAULT));
        World world = policies.world().always("a", refuses(500));
        for (int i = 0; i < 4; i++) {
            world.call(World.request("gpt"));
        }
        int before = world.sent.size();

        world.apply(policies.with(p -> p.maxAttempts = 4).build());
        world.call();

        assertThat(world.endpoints().subList(before, world.sent.size())).containsExactly("b");
    }

    @Test
    void a_changed_circuit_breaker_starts_afresh() {
        Policies policies = Policies.two().with(p -> p.breaker = Optional.of(BreakerConfig.DEFAULT));
        World world = policies.world().always("a", refuses(500));
        for (int i = 0; i < 4; i++) {
            world.call(World.request("gpt"));
        }
        int before = world.sent.size();

        world.apply(policies.with(p -> p.breaker = Optional.of(longer())).build());
        world.call();

        assertThat(world.endpoints().subList(before, world.sent.size())).startsWith("a");
    }

    @Test
    void observe_changes_nothing() {
        World world = Policies.two().with(p -> p.mode = Mode.OBSERVE).world().always("a", refuses(503));

        World.Got got = world.call();

        assertThat(world.endpoints()).containsExactly("a");
        assertThat(world.sent.get(0).attempt().untouched()).isTrue();
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("x-should-retry")).isNull();
    }

    @Test
    void other_hosts_paths_and_ports_are_nobodys_business() {
        World world = Policies.one().world();

        assertThat(world.engine.mayMatch("api.example.com")).isTrue();
        assertThat(world.engine.mayMatch("API.Example.com")).isTrue();
        assertThat(world.engine.mayMatch("example.com")).isFalse();
        assertThat(world.engine.upstreamOf(Url.parse("https://api.example.com/v2/x")))
                .isNull();
        assertThat(world.engine.upstreamOf(Url.parse("https://api.example.com:8443/v1/x")))
                .isNull();
        assertThat(world.engine.upstreamOf(Url.parse("https://api.example.com/v1x")))
                .isNull();
    }

    @Test
    void a_client_that_is_not_known_has_no_upstream_and_is_not_asked_about_for_other_hosts() {
        World world = Policies.one().world();
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean known = new AtomicBoolean();
        CallEngine engine = world.engine.onlyIf(() -> {
            asked.incrementAndGet();
            return known.get();
        });

        assertThat(engine.mayMatch("example.org")).isFalse();
        assertThat(engine.upstreamOf(Url.parse("https://example.org/v1/chat"))).isNull();
        assertThat(asked).hasValue(0);

        assertThat(engine.mayMatch("api.example.com")).isFalse();
        assertThat(engine.mayMatchSomeHost()).isFalse();
        assertThat(engine.upstreamOf(Url.parse(World.BASE + "/chat"))).isNull();
        assertThat(engine.heardBy(CallListener.NONE).mayMatch("api.example.com"))
                .isFalse();
        assertThat(asked).hasValue(4);

        known.set(true);
        assertThat(engine.mayMatch("api.example.com")).isTrue();
        assertThat(engine.mayMatchSomeHost()).isTrue();
        assertThat(engine.upstreamOf(Url.parse(World.BASE + "/chat"))).isNotNull();
    }

    @Test
    void without_a_policy_no_host_whatever_may_be_ours() {
        World world = Policies.one().world();
        world.engine.apply(new Policy(List.of(), false));

        assertThat(world.engine.mayMatchSomeHost()).isFalse();
    }

    private static Policies onlyB() {
        return new Policies().endpoint(Policies.endpoint("b", "https://b.example.org/v1", 1, "key-b"));
    }

    private static BreakerConfig longer() {
        BreakerConfig d = BreakerConfig.DEFAULT;
        return new BreakerConfig(
                d.slidingWindowType(),
                d.slidingWindowSize(),
                d.minimumNumberOfCalls(),
                d.failureRateThreshold(),
                d.slowCallRateThreshold(),
                d.slowCallDurationThreshold(),
                Duration.ofSeconds(45),
                d.permittedNumberOfCallsInHalfOpenState());
    }
}
