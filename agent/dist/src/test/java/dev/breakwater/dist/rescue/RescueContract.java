package dev.breakwater.dist.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application sees of its provider's failures when it runs with the flag; one JVM a JDK, new providers each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class RescueContract {
    private static final String CLIENTS_KEY = "sk-application";
    private static final String FALLBACKS_KEY = "sk-fallback";

    private final Path jdk;

    @TempDir
    static Path directory;

    private Application application;
    private FaultProvider primary;
    private FaultProvider fallback;

    RescueContract(Path jdk) {
        this.jdk = jdk;
    }

    static Stream<String> clients() {
        return Stream.of("openai-java", "openai-java-stream", "langchain4j", "rest-template");
    }

    @BeforeAll
    void start() throws IOException {
        application = Application.asking(jdk, directory, "upstreams: {openai: {}}");
        // The agent sleeps until an HTTP client is loaded.
        try (FaultProvider nobodys = FaultProvider.start()) {
            application.ask("openai-java", nobodys.baseUrl(), "Are you there?");
        }
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void providers() throws IOException {
        primary = FaultProvider.start().named("primary");
        fallback = FaultProvider.start().named("fallback");
        application.reload(policy());
    }

    @AfterEach
    void no_key_has_gone_astray() {
        assertThat(primary.hits()).extracting(Hit::key).doesNotContain(FALLBACKS_KEY);
        assertThat(fallback.hits()).extracting(Hit::key).doesNotContain(CLIENTS_KEY);
        primary.close();
        fallback.close();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_healthy_call_is_one_send(String client) {
        assertThat(ask(client)).startsWith("OK").contains("primary");

        assertThat(primary.hitCount()).isEqualTo(1);
        assertThat(fallback.hitCount()).isZero();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_rate_limit_is_waited_for_and_answered_by_the_primary(String client) {
        primary.answer(Fault.rateLimited(Duration.ofSeconds(2)));

        assertThat(ask(client)).startsWith("OK").contains("primary");

        assertThat(primary.hitCount()).isEqualTo(2);
        List<Hit> hits = primary.hits();
        assertThat(hits.get(1).arrivedNanos() - hits.get(0).arrivedNanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(1800).toNanos());
        assertThat(fallback.hitCount()).isZero();
    }

    static Stream<Arguments> transientFaults() {
        return clients()
                .flatMap(client -> Stream.of(
                        Arguments.of(client, Fault.error500()),
                        Arguments.of(client, Fault.resetBeforeHeaders()),
                        Arguments.of(client, Fault.unavailable503())));
    }

    @ParameterizedTest
    @MethodSource("transientFaults")
    void a_passing_failure_is_answered_by_the_same_provider(String client, Fault once) {
        primary.answer(once);

        assertThat(ask(client)).startsWith("OK").contains("primary");

        assertThat(primary.hitCount()).isEqualTo(2);
        assertThat(fallback.hitCount()).isZero();
    }

    static Stream<Arguments> lastingFaults() {
        return clients()
                .flatMap(client -> Stream.of(
                        Arguments.of(client, Fault.unavailable503(), 2),
                        Arguments.of(client, Fault.resetBeforeHeaders(), 2),
                        Arguments.of(client, Fault.silence(), 1),
                        Arguments.of(client, Fault.badKey(), 1),
                        Arguments.of(client, Fault.quotaExhausted(), 1)));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void a_lasting_failure_is_answered_by_the_fallback_with_its_own_key(String client, Fault fault, int primarySends) {
        primary.byDefault(fault);

        assertThat(ask(client)).startsWith("OK").contains("fallback");

        assertThat(primary.hitCount()).isEqualTo(primarySends);
        assertThat(fallback.hits()).extracting(Hit::key).containsExactly(FALLBACKS_KEY);
    }

    static Stream<Arguments> wrongRequests() {
        return clients()
                .flatMap(client -> Stream.of("invalid_prompt", "content_policy_violation")
                        .map(code -> Arguments.of(client, code)));
    }

    @ParameterizedTest
    @MethodSource("wrongRequests")
    void a_wrong_request_is_sent_once_and_its_error_reaches_the_caller(String client, String code) {
        primary.byDefault(Fault.badRequest(code));

        assertThat(ask(client)).startsWith("FAILED").contains(code);

        assertThat(primary.hitCount()).isEqualTo(1);
        assertThat(fallback.hitCount()).isZero();
    }

    static Stream<Arguments> hopelessFaults() {
        return clients()
                .flatMap(client -> Stream.of(
                        Arguments.of(client, Fault.unavailable503()),
                        Arguments.of(client, Fault.resetBeforeHeaders()),
                        Arguments.of(client, Fault.rateLimited(null))));
    }

    @ParameterizedTest
    @MethodSource("hopelessFaults")
    void an_sdks_own_retries_never_multiply_ours(String client, Fault everywhere) {
        primary.byDefault(everywhere);
        fallback.byDefault(everywhere);

        assertThat(ask(client)).startsWith("FAILED");

        assertThat(primary.hitCount() + fallback.hitCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = "openai-java-stream")
    void a_stream_that_is_cut_or_stalls_arrives_whole(String client) {
        primary.saying("one", " two", " three");
        fallback.saying("one", " two", " three");
        primary.answer(Fault.cutStreamAfter(2), Fault.stallAfter(2, Duration.ofSeconds(20)));

        assertThat(ask(client)).isEqualTo("OK one two three");
        assertThat(ask(client)).isEqualTo("OK one two three");
    }

    private String ask(String client) {
        return application.ask(client, primary.baseUrl(), "What is the weather like at " + primary.port() + "?");
    }

    private String policy() {
        return """
                upstreams:
                  openai:
                    base-url: %1$s
                    endpoints:
                      - url: %1$s
                      - url: %2$s
                        key: %3$s
                        supports-prefill: true
                    timeouts: {first-token: 3s, idle: 1s, answer: 3s}
                    retry: {max-attempts: 4, patience: 3s, backoff: {initial: 50ms}, budget: {ratio: 100%%, min-per-second: 100}}
                    stream: {recovery: continue}
                """.formatted(primary.baseUrl(), fallback.baseUrl(), FALLBACKS_KEY);
    }
}
