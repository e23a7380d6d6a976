package dev.breakwater.dist.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spring AI 1's stream, and WebClient on the JDK's client, which is hooked, too: with the flag both are governed, and once. */
@Timeout(180)
class SpringIT {
    private static final Path LIBRARIES = Path.of("..", "clients", "target", "client-versions", "spring-ai");

    @TempDir
    static Path directory;

    @Test
    void springs_reactive_client_is_governed_once() throws IOException {
        try (Application application = Application.with(
                Path.of(System.getProperty("java.home")),
                directory,
                "upstreams: {openai: {}}",
                libraries(),
                "src/test/apps/SpringApp.java")) {
            // The agent sleeps until an HTTP client is loaded.
            try (FaultProvider nobodys = FaultProvider.start()) {
                application.ask("spring-ai", nobodys.baseUrl(), "");
            }
            isGovernedOnce("spring-ai", application);
            isGovernedOnce("webclient-on-jdk", application);
        }
    }

    private static void isGovernedOnce(String client, Application application) throws IOException {
        try (FaultProvider primary = FaultProvider.start().named("primary");
                FaultProvider fallback = FaultProvider.start().named("fallback")) {
            application.reload(policy(primary, fallback));

            assertThat(application.ask(client, primary.baseUrl(), ""))
                    .startsWith("OK")
                    .contains("primary");
            assertThat(primary.hitCount() + fallback.hitCount()).as(client).isEqualTo(1);

            primary.answer(Fault.badKey());
            assertThat(application.ask(client, primary.baseUrl(), ""))
                    .startsWith("OK")
                    .contains("fallback");
            assertThat(fallback.hits()).extracting(Hit::key).containsExactly("sk-fallback");

            primary.reset();
            fallback.reset();
            primary.byDefault(Fault.unavailable503());
            fallback.byDefault(Fault.unavailable503());
            assertThat(application.ask(client, primary.baseUrl(), "")).startsWith("FAILED");
            assertThat(primary.hitCount() + fallback.hitCount()).as(client).isEqualTo(4);
        }
    }

    private static String policy(FaultProvider primary, FaultProvider fallback) {
        return """
                upstreams:
                  openai:
                    base-url: %1$s
                    endpoints:
                      - url: %1$s
                      - url: %2$s
                        key: sk-fallback
                    retry: {max-attempts: 4, patience: 3s, backoff: {initial: 50ms}, budget: {ratio: 100%%, min-per-second: 100}}
                """.formatted(primary.baseUrl(), fallback.baseUrl());
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.walk(LIBRARIES)) {
            return jars.filter(path -> path.toString().endsWith(".jar"))
                    .map(path -> path.toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
