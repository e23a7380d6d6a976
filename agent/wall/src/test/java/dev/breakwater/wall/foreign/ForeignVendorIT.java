package dev.breakwater.wall.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outage of one vendor, survived by an unmodified application that was written for it: the jar as it is shipped. */
@Timeout(120)
final class ForeignVendorIT {
    private final FaultProvider primary = FaultProvider.start().named("primary").byDefault(Fault.unavailable503());
    private final FaultProvider other = FaultProvider.start()
            .named("other")
            .byDefault(Fault.keyedBy("sk-other"))
            .saying("Grüß", " \"Gott\"!");

    @TempDir
    Path directory;

    @AfterEach
    void no_key_has_gone_astray() {
        primary.close();
        other.close();
        assertThat(primary.hits()).isNotEmpty().extracting(Hit::key).doesNotContain("sk-other");
        assertThat(other.hits()).isNotEmpty().extracting(Hit::key).containsOnly("sk-other");
    }

    @Test
    void an_application_written_for_openai_is_answered_by_anthropic() throws Exception {
        Map<String, String> told = run("openai", primary.baseUrl(), openAiServedByAnthropic());

        assertThat(told)
                .containsEntry("plain", "Grüß \"Gott\"!|claude-sonnet-4-5|stop|12+2")
                .containsEntry("streamed", "Grüß \"Gott\"!|claude-sonnet-4-5|stop|12+2")
                .containsEntry("tool", "get_weather{\"city\":\"Bern\"}|claude-sonnet-4-5|tool_calls|12+2")
                .containsEntry("streamed-tool", "get_weather{\"city\":\"Bern\"}|claude-sonnet-4-5|tool_calls|12+2");
        assertThat(told.get("untranslatable"))
                .startsWith("InternalServerException")
                .contains("503");
        assertThat(other.hits()).hasSize(4).allSatisfy(hit -> {
            assertThat(hit.path()).isEqualTo("/v1/messages");
            assertThat(hit.model()).isEqualTo("claude-sonnet-4-5");
            assertThat(hit.header("anthropic-version")).isEqualTo("2023-06-01");
            assertThat(hit.header("x-api-key")).isEqualTo("sk-other");
            assertThat(hit.header("Authorization")).isNull();
            assertThat(hit.bodyText()).contains("\"system\":\"You are terse.\"", "\"max_tokens\":8192");
        });
    }

    @Test
    void langchain4j_over_the_jdks_client_is_answered_by_anthropic() throws Exception {
        Map<String, String> told = run("langchain4j", primary.baseUrl(), openAiServedByAnthropic());

        assertThat(told)
                .containsEntry("plain", "Grüß \"Gott\"!|claude-sonnet-4-5|STOP|12+2")
                .containsEntry("streamed", "Grüß \"Gott\"!|claude-sonnet-4-5|STOP|12+2");
        assertThat(other.hits()).hasSize(2).allSatisfy(hit -> {
            assertThat(hit.path()).isEqualTo("/v1/messages");
            assertThat(hit.header("Authorization")).isNull();
        });
        assertThat(other.lastHit().bodyText()).contains("\"stream\":true");
    }

    @Test
    void an_application_written_for_anthropic_is_answered_by_openai() throws Exception {
        Map<String, String> told =
                run("anthropic", primary.origin(), """
                upstreams:
                  anthropic:
                    base-url: %s
                    retry: {attempts-per-endpoint: 1}
                    circuit-breaker: {minimum-number-of-calls: 20}
                    endpoints:
                      - url: %s
                      - url: %s
                        dialect: openai
                        key: sk-other
                        models: {claude-sonnet-4-5: gpt-4.1}
                """.formatted(primary.origin(), primary.origin(), other.baseUrl()));

        assertThat(told)
                .containsEntry("plain", "Grüß \"Gott\"!|gpt-4.1|end_turn|12+2")
                .containsEntry("streamed", "Grüß \"Gott\"!|gpt-4.1|end_turn|12+2")
                .containsEntry("tool", "get_weather{city=Bern}|gpt-4.1|tool_use|12+2")
                .containsEntry("streamed-tool", "get_weather{city=Bern}|gpt-4.1|tool_use|12+2");
        assertThat(told.get("untranslatable")).contains("Exception", "503");
        assertThat(other.hits()).hasSize(4).allSatisfy(hit -> {
            assertThat(hit.path()).isEqualTo("/v1/chat/completions");
            assertThat(hit.model()).isEqualTo("gpt-4.1");
            assertThat(hit.header("anthropic-version")).isNull();
            assertThat(hit.header("x-api-key")).isNull();
            assertThat(hit.bodyText()).contains("{\"role\":\"system\",\"content\":\"You are terse.\"}");
        });
    }

    private String openAiServedByAnthropic() {
        return """
                upstreams:
                  openai:
                    base-url: %s
                    retry: {attempts-per-endpoint: 1}
                    circuit-breaker: {minimum-number-of-calls: 20}
                    endpoints:
                      - url: %s
                      - url: %s
                        dialect: anthropic
                        key: sk-other
                        models: {gpt-4.1: claude-sonnet-4-5}
                """.formatted(primary.baseUrl(), primary.baseUrl(), other.origin());
    }

    private Map<String, String> run(String sdk, String baseUrl, String policy)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("breakwater.yaml"), policy);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-javaagent:" + System.getProperty("breakwater.jar") + "=" + file,
                        ForeignCalls.class.getName(),
                        sdk,
                        baseUrl)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(BREAKWATER_|OTEL_|OPENAI_|ANTHROPIC_).*"));
        List.of("OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER", "OTEL_LOGS_EXPORTER")
                .forEach(exporter -> builder.environment().put(exporter, "none"));
        Process process = builder.start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();
        String complaints = Files.readString(err);
        assertThat(ended).as(complaints).isTrue();
        return Files.readAllLines(out).stream()
                .filter(line -> line.matches("[a-z-]+: .*"))
                .collect(Collectors.toMap(
                        line -> line.replaceAll(": .*", ""), line -> line.replaceFirst("[a-z-]+: ", "")));
    }
}
