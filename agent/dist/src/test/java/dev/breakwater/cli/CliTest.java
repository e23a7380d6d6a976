package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final String TWO_ENDPOINTS = """
            upstreams:
              openai:
                deadline: 90s
                endpoints:
                  - url: https://api.openai.com/v1
                  - name: azure-eu
                    url: https://acme.openai.azure.com/openai/deployments/{model}
                    query: {api-version: "2024-10-21"}
                    key: sk-never-to-be-seen
                    models: {gpt-4.1: gpt-41-eu, o3: null}
                    rate-limit: {requests-per-minute: 300}
                retry: {max-attempts: 4, statuses: [408, 429, 5xx]}
                circuit-breaker: {failure-rate-threshold: 40}
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void check_of_a_valid_file_says_what_is_in_it() throws Exception {
        Path file = policy(TWO_ENDPOINTS);

        assertThat(run("check", file.toString())).isZero();
        assertThat(out()).isEqualToNormalizingNewlines(file + " is valid.\n  openai: enforce, 2 endpoints\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void check_of_an_invalid_file_prints_every_error_and_returns_1() throws Exception {
        Path file = policy("upstreams:\n  openai:\n    mode: on\n    retri: {}\n");

        assertThat(run("check", file.toString())).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err())
                .isEqualToNormalizingNewlines(file
                        + ":3:11: upstreams.openai.mode: must be one of enforce, observe, is `on`; "
                        + "write it as enforce or observe\n"
                        + file + ":4:5: upstreams.openai.retri: unknown key; did you mean `retry`?\n"
                        + "2 errors.\n");
    }

    @Test
    void check_of_a_missing_file_returns_1() {
        assertThat(run("check", directory.resolve("none.yaml").toString())).isEqualTo(1);
        assertThat(err()).contains("cannot be read (no such file)");
    }

    @Test
    void explain_names_upstream_endpoints_and_what_is_in_effect() throws Exception {
        int code = run(
                "explain",
                policy(TWO_ENDPOINTS).toString(),
                "https://api.openai.com/v1/chat/completions",
                "--model",
                "gpt-4.1");

        assertThat(code).isZero();
        assertThat(out()).isEqualToNormalizingNewlines("""
                        https://api.openai.com/v1/chat/completions
                          belongs to upstream openai, below its base-url https://api.openai.com/v1

                          mode                         enforce (default)
                          dialect                      openai, provider openai

                        Endpoints, first to last:
                          1. api.openai.com (priority 1)
                             url              https://api.openai.com/v1/chat/completions
                             model            gpt-4.1
                             auth             the caller's own credential
                             provider         openai
                          2. azure-eu (priority 2)
                             url              https://acme.openai.azure.com/openai/deployments/gpt-41-eu/chat/completions, with query parameters api-version
                             model            gpt-4.1 as gpt-41-eu
                             auth             api-key with line 9
                             provider         azure.ai.openai
                             rate-limit       300 requests a minute, up to 1000 wait for 10s, per key

                        In effect:
                          balance                      weighted (default)
                          deadline                     90s, never past the caller's own timeout
                          timeouts.connect             the client's own (default)
                          timeouts.first-token         none (default)
                          timeouts.idle                none (default)
                          timeouts.answer              none (default)
                          retry.max-attempts           4
                          retry.attempts-per-endpoint  2 (default)
                          retry.patience               2s (default)
                          retry.backoff                500ms x2 up to 8s, jitter full (default)
                          retry.retry-after-max        60s (default)
                          retry.statuses               408, 429, 500-599
                          retry.budget                 20% of calls, at least 1 a second (default)
                          retry.ambiguous              retry (default)
                          circuit-breaker              opens at 40% failed or 100% slower than 60s of the last 20 calls (5 at least), for 30s, then 3 probes
                          rate-limit                   off (default)
                          stream.recovery              first-token (default)
                        """);
    }

    @Test
    void explain_never_shows_a_key() throws Exception {
        run("explain", policy(TWO_ENDPOINTS).toString(), "https://api.openai.com/v1/models?key=sk-callers-own");

        assertThat(out()).doesNotContain("sk-never").doesNotContain("sk-callers");
    }

    @Test
    void explain_skips_an_endpoint_that_does_not_serve_the_model() throws Exception {
        run("explain", policy(TWO_ENDPOINTS).toString(), "https://api.openai.com/v1/responses", "--model", "o3");

        assertThat(out()).contains("o3 is not served here: skipped");
    }

    @Test
    void explain_says_that_an_endpoint_of_another_dialect_is_translated_for() throws Exception {
        run(
                "explain",
                policy(
                                "upstreams: {openai: {endpoints: [{url: https://api.anthropic.com/v1, dialect: anthropic, key: k}]}}")
                        .toString(),
                "https://api.openai.com/v1/chat/completions");

        assertThat(out.toString())
                .contains("https://api.anthropic.com/v1\n", "anthropic: chat calls are translated", "x-api-key with");
    }

    @Test
    void explain_of_a_foreign_url_says_why_no_upstream_takes_it() throws Exception {
        Path file = policy("""
                upstreams:
                  openai: {}
                  azure-openai: {}
                  house: {base-url: http://example.com/v1}
                  other: {base-url: https://example.com/v1}
                """);

        assertThat(run("explain", file.toString(), "https://example.com/v2")).isZero();
        assertThat(out())
                .contains(
                        "belongs to no upstream: the call is not touched.",
                        "not openai (https://api.openai.com/v1): another host",
                        "not azure-openai (https://*.openai.azure.com/openai): another host",
                        "not house (http://example.com/v1): the scheme is https",
                        "not other (https://example.com/v1): the path is not below /v1");
    }

    @Test
    void explain_says_where_the_one_endpoint_is_wherever_the_application_called() throws Exception {
        Path file = policy("upstreams: {azure-openai: {mode: observe}}");

        run("explain", file.toString(), "https://acme.openai.azure.com/openai/v1/responses");

        assertThat(out())
                .contains(
                        "observe: the call is not changed",
                        "url              https://acme.openai.azure.com/openai/v1/responses",
                        "circuit-breaker              reports and never rejects");
    }

    @Test
    void schema_prints_the_json_schema() {
        assertThat(run("schema")).isZero();
        assertThat(out()).startsWith("{").contains("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void version_prints_one_line() {
        assertThat(run("version")).isZero();
        assertThat(out()).startsWith("breakwater ").hasLineCount(1);
    }

    @Test
    void attach_to_a_process_that_does_not_exist_returns_1() throws Exception {
        Path file = policy("upstreams: {openai: {}}");

        assertThat(run("attach", Long.toString(Integer.MAX_VALUE), file.toString()))
                .isEqualTo(1);
        assertThat(err()).contains("not attached to 2147483647: there is no such process");
    }

    @Test
    void attach_with_a_policy_that_is_not_there_returns_1() {
        assertThat(run("attach", "1", directory.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(err()).contains("cannot read", "none.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus",
                "check",
                "explain x.yaml",
                "explain x.yaml not-a-url",
                "attach one x.yaml",
                "attach 0 x.yaml",
                "check --bogus x.yaml",
                "schema extra"
            })
    void a_wrong_command_line_returns_2_with_the_usage_on_stderr(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err()).contains("Usage: breakwater");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain", "schema", "attach"})
    void every_commands_help_has_an_example(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out()).contains("Usage: breakwater " + command, "Example", "java -jar breakwater.jar " + command);
    }

    @Test
    void help_lists_the_commands_and_the_exit_codes() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("check", "explain", "schema", "attach", "version", "Exit codes: 0 = ok");
    }

    private Path policy(String yaml) throws IOException {
        return Files.writeString(directory.resolve("breakwater.yaml"), yaml);
    }

    private int run(String... args) {
        return Cli.run(args, new PrintStream(out, true), new PrintStream(err, true));
    }

    private String out() {
        return out.toString(Charset.defaultCharset());
    }

    private String err() {
        return err.toString(Charset.defaultCharset());
    }
}
