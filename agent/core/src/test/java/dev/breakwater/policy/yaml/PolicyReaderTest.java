package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.message.Header;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.WindowType;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.limit.LimitScope;
import dev.breakwater.resilience.retry.Ambiguous;
import dev.breakwater.resilience.retry.BackoffConfig;
import dev.breakwater.resilience.retry.Jitter;
import dev.breakwater.resilience.retry.RetryBudgetConfig;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {
    @TempDir
    Path directory;

    @Test
    void reads_every_key_that_is_available() throws Exception {
        Files.writeString(directory.resolve("azure-key-2"), "two\n");
        UpstreamPolicy upstream = new Reading()
                .in(directory)
                .env("AZURE_KEY_1", "one")
                .read(Examples.everythingAvailable())
                .upstreams()
                .get(0);

        assertThat(upstream.name()).isEqualTo("openai");
        assertThat(upstream.baseUrls()).containsExactly(HostPattern.parse("https://api.openai.com/v1"));
        assertThat(upstream.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(upstream.dialect()).isEqualTo("openai");
        assertThat(upstream.balance()).isEqualTo(BalanceStrategyName.LEAST_REQUESTS);
        assertThat(upstream.deadline()).contains(Duration.ofMinutes(5));
        assertThat(upstream.timeouts().connect()).contains(Duration.ofSeconds(5));
        assertThat(upstream.timeouts().firstToken()).contains(Duration.ofSeconds(20));
        assertThat(upstream.timeouts().idle()).contains(Duration.ofSeconds(15));
        assertThat(upstream.timeouts().answer()).contains(Duration.ofSeconds(120));
        assertThat(upstream.streamRecovery()).isEqualTo(StreamRecovery.NONE);
        assertThat(upstream.limit())
                .isEqualTo(new LimitConfig(60, 32, 100, Duration.ofSeconds(5), LimitScope.UPSTREAM));
        assertThat(upstream.breaker())
                .contains(new BreakerConfig(
                        WindowType.TIME_BASED, 60, 10, 40, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 2));
    }

    @Test
    void reads_the_retry_section() throws Exception {
        Files.writeString(directory.resolve("azure-key-2"), "two\n");
        UpstreamPolicy upstream = new Reading()
                .in(directory)
                .env("AZURE_KEY_1", "one")
                .read(Examples.everythingAvailable())
                .upstreams()
                .get(0);

        assertThat(upstream.retry().maxAttempts()).isEqualTo(4);
        assertThat(upstream.retry().attemptsPerEndpoint()).isEqualTo(3);
        assertThat(upstream.retry().patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(upstream.retry().backoff())
                .isEqualTo(new BackoffConfig(Duration.ofMillis(250), 1.5, Duration.ofSeconds(4), Jitter.EQUAL));
        assertThat(upstream.retry().retryAfterMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(upstream.retry().statuses())
                .contains(408, 409, 425, 429, 500, 529, 599)
                .hasSize(104);
        assertThat(upstream.retry().budget()).isEqualTo(new RetryBudgetConfig(0.125, 2.5));
        assertThat(upstream.retry().ambiguous()).isEqualTo(Ambiguous.FAIL_OVER);
    }

    @Test
    void reads_an_endpoint_with_its_pool_of_keys() throws Exception {
        Files.writeString(directory.resolve("azure-key-2"), "two\n");
        EndpointConfig azure = new Reading()
                .in(directory)
                .env("AZURE_KEY_1", "one")
                .read(Examples.everythingAvailable())
                .upstreams()
                .get(0)
                .endpoints()
                .get(1);

        assertThat(azure.name()).isEqualTo("azure-eu");
        assertThat(azure.url().base()).hasToString("https://acme.openai.azure.com/openai/deployments/{model}");
        assertThat(azure.provider()).isEqualTo("azure.ai.openai");
        assertThat(azure.priority()).isEqualTo(2);
        assertThat(azure.query()).isEqualTo(Map.of("api-version", "2024-10-21"));
        assertThat(azure.headers()).containsExactly(new Header("X-Deployment-Mode", "green"));
        assertThat(azure.auth()).isEqualTo(AuthScheme.API_KEY);
        assertThat(azure.keys())
                .containsExactly(new Secret("env:AZURE_KEY_1", "one"), new Secret("file:azure-key-2", "two"));
        assertThat(azure.models()).isEqualTo(Map.of("gpt-4.1", Optional.of("gpt-41-eu"), "o3", Optional.empty()));
        assertThat(azure.contextWindow()).isEqualTo(128000);
        assertThat(azure.supportsPrefill()).isTrue();
    }

    @Test
    void an_endpoints_own_section_takes_what_it_does_not_say_from_the_upstream() throws Exception {
        Files.writeString(directory.resolve("azure-key-2"), "two\n");
        EndpointConfig azure = new Reading()
                .in(directory)
                .env("AZURE_KEY_1", "one")
                .read(Examples.everythingAvailable())
                .upstreams()
                .get(0)
                .endpoints()
                .get(1);

        assertThat(azure.limit()).contains(new LimitConfig(300, 32, 100, Duration.ofSeconds(5), LimitScope.UPSTREAM));
        assertThat(azure.breaker().orElseThrow().failureRateThreshold()).isEqualTo(70);
        assertThat(azure.breaker().orElseThrow().slidingWindowSize()).isEqualTo(60);
    }

    @Test
    void an_anchor_may_be_used_again() {
        UpstreamPolicy upstream = Reading.policy("""
                        upstreams:
                          openai:
                            circuit-breaker: &breaker {sliding-window-size: 7}
                          groq:
                            circuit-breaker: *breaker
                        """).upstreams().get(1);

        assertThat(upstream.breaker().orElseThrow().slidingWindowSize()).isEqualTo(7);
    }

    @Test
    void an_anchor_may_be_of_a_single_value() {
        UpstreamPolicy upstream = Reading.policy("""
                        upstreams:
                          openai:
                            retry: {max-attempts: &most 7}
                          groq:
                            retry: {max-attempts: *most}
                        """).upstreams().get(1);

        assertThat(upstream.retry().maxAttempts()).isEqualTo(7);
    }

    @Test
    void a_section_whose_lines_are_all_commented_out_is_as_if_not_given() {
        UpstreamPolicy upstream = Reading.upstream("upstreams:\n  openai:\n    retry:\n    # max-attempts: 9\n");

        assertThat(upstream.retry().maxAttempts()).isEqualTo(3);
    }

    @Test
    void a_file_that_is_not_there_is_an_error_like_any_other() {
        PolicyReader reader = new Reading().reader();

        assertThatThrownBy(() -> reader.read(directory.resolve("none.yaml")))
                .isInstanceOf(PolicyException.class)
                .hasToString(directory.resolve("none.yaml")
                        + ":1:1: cannot be read (no such file); create it, or correct the name");
    }

    @Test
    void an_exception_prints_one_line_an_error_and_nothing_else() {
        PolicyReader reader = new Reading().reader();

        assertThatThrownBy(() -> reader.read("upstreams:\n  openai: {a: 1}\n  groq: 5\n", "p.yaml", directory))
                .satisfies(thrown ->
                        assertThat(thrown.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("p.yaml:")));
    }
}
