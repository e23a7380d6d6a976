package dev.breakwater.dist.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.app.LoadApp;
import dev.breakwater.testing.FaultProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy file as its user meets it: edited while the application works, and wrong. */
@Timeout(120)
class PolicyIT {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path directory;

    private FaultProvider first;
    private FaultProvider second;

    @BeforeEach
    void providers() {
        first = FaultProvider.start().named("first");
        second = FaultProvider.start().named("second");
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void an_edit_under_load_changes_the_routing_within_a_second_and_fails_no_call() throws Exception {
        try (Application application =
                new Application(JDK, directory, sendingTo(first, ""), LoadApp.class.getName(), first.baseUrl())) {
            assertThat(application.nextAnswer()).isEqualTo("running");
            assertThat(first.awaitHits(50, Duration.ofSeconds(20))).isTrue();

            long edited = System.nanoTime();
            application.reload(sendingTo(second, "key: sk-second"));
            assertThat(second.awaitHits(1, Duration.ofSeconds(5))).isTrue();
            long tookMillis = (second.hits().get(0).arrivedNanos() - edited) / 1_000_000;
            assertThat(second.awaitHits(50, Duration.ofSeconds(20))).isTrue();
            application.endInput();

            assertThat(application.nextAnswer()).startsWith("calls ").endsWith("failed 0");
            assertThat(tookMillis).isLessThan(1000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upstreams: {openai: {endpoints: [} | breakwater.yaml:1:",
                "upstreams: {openai: {retri: {max-attempts: 2}}} | did you mean `retry`",
                "upstreams: {openai: {endpoints: [{url: 'https://api.openai.com/v1', key: '${env:BREAKWATER_NO_SUCH}'}]}} | BREAKWATER_NO_SUCH",
                "upstreams: {openai: {endpoints: [{url: 'https://elsewhere.example.com/v1'}]}} | upstreams.openai.endpoints[0]"
            })
    void a_wrong_policy_is_explained_and_the_application_runs_on(String policy, String explained) throws IOException {
        try (Application application = Application.asking(JDK, directory, policy)) {
            assertThat(application.ask("openai-java", first.baseUrl(), "Hello?"))
                    .startsWith("OK");

            String line = application.awaitAgent("breakwater.yaml:");
            assertThat(line).contains(explained);
            application.awaitAgent("is not used");
            assertThat(first.hitCount()).isEqualTo(1);
        }
    }

    private String sendingTo(FaultProvider provider, String key) {
        return """
                upstreams:
                  openai:
                    base-url: %s
                    endpoints:
                      - url: %s
                        %s
                """.formatted(first.baseUrl(), provider.baseUrl(), key);
    }
}
