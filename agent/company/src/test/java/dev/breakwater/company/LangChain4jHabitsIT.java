package dev.breakwater.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What LangChain4j does of its own, in two JVMs: without the agent, which is the measure, and under a policy that enforces. */
@Timeout(120)
final class LangChain4jHabitsIT {
    private static final FaultProvider PRIMARY = FaultProvider.start().named("primary");
    private static final FaultProvider FALLBACK = FaultProvider.start().named("fallback");

    @TempDir
    static Path directory;

    private static LayerJvm without;
    private static LayerJvm governed;

    @BeforeAll
    static void start() throws IOException {
        without = jvm("without", null);
        governed = jvm("governed", """
                upstreams:
                  provider:
                    dialect: openai
                    base-url: %1$s
                    endpoints:
                      - url: %1$s
                      - url: %2$s
                        key: sk-fallback
                    circuit-breaker: {minimum-number-of-calls: 1000, sliding-window-size: 1000}
                    retry: {max-attempts: 2, attempts-per-endpoint: 1, backoff: {initial: 50ms}}
                """.formatted(PRIMARY.baseUrl(), FALLBACK.baseUrl()));
    }

    private static LayerJvm jvm(String name, @Nullable String policy) throws IOException {
        Layer layer = Layer.all()
                .filter(each -> each.title().equals("LangChain4j"))
                .findFirst()
                .orElseThrow()
                .running("LangChain4jHabits");
        return new LayerJvm(layer, Files.createDirectory(directory.resolve(name)), policy, PRIMARY.baseUrl());
    }

    @AfterEach
    void forget() {
        PRIMARY.reset();
        FALLBACK.reset();
    }

    @AfterAll
    static void close() {
        without.close();
        governed.close();
        PRIMARY.close();
        FALLBACK.close();
    }

    @Test
    void custom_headers_and_query_parameters_arrive() {
        assertThat(askBoth("own", Fault.none())).startsWith("OK primary gpt-test");

        assertThat(PRIMARY.hits()).hasSize(2).allSatisfy(hit -> {
            assertThat(hit.path()).isEqualTo("/v1/chat/completions?team=blue");
            assertThat(hit.header("X-Own")).isEqualTo("1");
        });
        assertThat(PRIMARY.hits().get(1).headers().keySet())
                .isEqualTo(PRIMARY.hits().get(0).headers().keySet());
        assertThat(PRIMARY.hits().get(1).bodyText())
                .isEqualTo(PRIMARY.hits().get(0).bodyText());
    }

    @Test
    void its_timeout_is_kept_and_told_as_ever() {
        assertThat(askBoth("impatient", Fault.silence()))
                .startsWith("FAILED dev.langchain4j.exception.TimeoutException");

        assertThat(PRIMARY.hitCount()).isEqualTo(2);
        assertThat(FALLBACK.hitCount()).isZero();
    }

    @Test
    void an_error_keeps_its_body_and_its_exception() {
        assertThat(askBoth("retrying", Fault.badRequest("string_above_max_length")))
                .startsWith("FAILED dev.langchain4j.exception.InvalidRequestException")
                .contains("string_above_max_length");

        assertThat(PRIMARY.hitCount()).isEqualTo(2);
        assertThat(FALLBACK.hitCount()).isZero();
    }

    @Test
    void its_own_retry_works_without_us_and_does_not_multiply_with_us() {
        PRIMARY.byDefault(Fault.unavailable503());
        FALLBACK.byDefault(Fault.unavailable503());
        assertThat(without.ask("retrying", "all down")).startsWith("FAILED");
        assertThat(PRIMARY.hitCount()).isEqualTo(2);

        assertThat(governed.ask("retrying", "all down")).startsWith("FAILED");

        assertThat(PRIMARY.hitCount()).isEqualTo(3);
        assertThat(FALLBACK.hitCount()).isEqualTo(1);
    }

    @Test
    void a_stream_brings_every_token_in_order_and_one_end() {
        assertThat(askBoth("stream", Fault.none()))
                .startsWith("OK [primary")
                .contains("[ t3][ t4]")
                .contains("[ t60] completed 1 ")
                .endsWith(" 1");

        assertThat(PRIMARY.hitCount()).isEqualTo(2);
    }

    @Test
    void connections_are_used_again() {
        for (LayerJvm each : List.of(without, governed)) {
            PRIMARY.reset();
            for (int call = 0; call < 4; call++) {
                assertThat(each.ask(call % 2 == 0 ? "own" : "retrying", "again"))
                        .startsWith("OK");
            }
            // Each model has a client of its own.
            assertThat(PRIMARY.hits().stream().map(Hit::connectionId).distinct())
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_request_is_logged_once_and_shows_no_key_of_ours_even_if_it_is_rescued() throws Exception {
        PRIMARY.byDefault(Fault.unavailable503());

        assertThat(governed.ask("logging", "log this")).startsWith("OK fallback");

        List<String> log = governed.complaintsWith(line -> line.contains("HTTP response"));
        assertThat(log).filteredOn(line -> line.contains("HTTP request")).hasSize(1);
        assertThat(log)
                .filteredOn(line -> line.contains("url: "))
                .hasSize(1)
                .allMatch(line -> line.contains(PRIMARY.baseUrl()));
        assertThat(log).noneMatch(line -> line.contains("sk-fallback"));
    }

    /** The same question in both; the answer, which has to be the same. */
    private static String askBoth(String way, Fault fault) {
        PRIMARY.byDefault(fault);
        String measure = without.ask(way, "What is it?");
        assertThat(governed.ask(way, "What is it?")).isEqualTo(measure);
        return measure;
    }
}
