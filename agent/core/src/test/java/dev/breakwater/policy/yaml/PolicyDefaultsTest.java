package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.WindowType;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import dev.breakwater.resilience.retry.Ambiguous;
import dev.breakwater.resilience.retry.BackoffConfig;
import dev.breakwater.resilience.retry.Jitter;
import dev.breakwater.resilience.retry.RetryBudgetConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.EndpointConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The documented table of defaults, a test a row. Figures are written out: a constant would only agree with itself. */
class PolicyDefaultsTest {
    private final UpstreamPolicy bare = Reading.upstream("upstreams: {openai: {}}");

    @Test
    void mode_is_enforce_balance_is_weighted_deadline_is_the_callers() {
        assertThat(bare.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(bare.balance()).isEqualTo(BalanceStrategyName.WEIGHTED);
        assertThat(bare.deadline()).isEmpty();
    }

    @Test
    void connect_timeout_is_the_clients_own() {
        assertThat(bare.timeouts().connect()).isEmpty();
    }

    @Test
    void there_is_no_limit_for_first_token_idle_and_answer() {
        assertThat(bare.timeouts()).isEqualTo(TimeoutsConfig.NONE);
    }

    @Test
    void retry_is_three_attempts_two_an_endpoint_with_backoff_and_budget() {
        assertThat(bare.retry())
                .isEqualTo(new RetryConfig(
                        3,
                        2,
                        Duration.ofSeconds(2),
                        new BackoffConfig(Duration.ofMillis(500), 2, Duration.ofSeconds(8), Jitter.FULL),
                        Duration.ofSeconds(60),
                        Set.of(),
                        new RetryBudgetConfig(0.2, 1),
                        Ambiguous.RETRY));
    }

    @Test
    void circuit_breaker_is_marked_as_not_given() {
        assertThat(bare.breaker()).isEmpty();
    }

    @Test
    void circuit_breaker_given_without_keys_is_as_in_the_example() {
        UpstreamPolicy upstream = Reading.upstream("upstreams: {openai: {circuit-breaker: {}}}");

        assertThat(upstream.breaker())
                .contains(new BreakerConfig(
                        WindowType.COUNT_BASED, 20, 5, 50, 100, Duration.ofSeconds(60), Duration.ofSeconds(30), 3));
    }

    @Test
    void stream_recovery_is_first_token() {
        assertThat(bare.streamRecovery()).isEqualTo(StreamRecovery.FIRST_TOKEN);
    }

    @Test
    void rate_limit_is_off() {
        assertThat(bare.limit().limits()).isFalse();
    }

    @Test
    void rate_limit_queues_a_thousand_for_ten_seconds_by_key() {
        UpstreamPolicy upstream = Reading.upstream("upstreams: {openai: {rate-limit: {requests-per-minute: 60}}}");

        assertThat(upstream.limit()).isEqualTo(new LimitConfig(60, 0, 1000, Duration.ofSeconds(10), LimitScope.KEY));
    }

    @Test
    void telemetry_captures_no_content() {
        Policy policy = Reading.policy("upstreams: {openai: {}}");

        assertThat(policy.captureContent()).isFalse();
    }

    @Test
    void the_one_endpoint_is_the_base_url_with_the_callers_key() {
        assertThat(bare.endpoints()).hasSize(1);
        EndpointConfig endpoint = bare.endpoints().get(0);
        assertThat(endpoint.name()).isEqualTo("api.openai.com");
        assertThat(endpoint.url().base()).hasToString("https://api.openai.com/v1");
        assertThat(endpoint.keys()).isEmpty();
        assertThat(endpoint.auth()).isEqualTo(AuthScheme.BEARER);
        assertThat(endpoint.priority()).isEqualTo(1);
        assertThat(endpoint.weight()).isEqualTo(1);
        assertThat(endpoint.contextWindow()).isZero();
        assertThat(endpoint.supportsPrefill()).isFalse();
        assertThat(endpoint.breaker()).isEqualTo(Optional.empty());
        assertThat(endpoint.limit()).isEqualTo(Optional.empty());
    }
}
