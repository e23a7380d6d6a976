package dev.breakwater.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spring Boot's executable jars: the clients are in jars within the jar, defined by a class loader below the system's, and the
 * first class of the application runs on a thread whose context loader that is.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
final class BootJarIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** Says something readable in a build that has looked for one. */
    private static final Path NEWEST_JAVA = Path.of(System.getProperty("breakwater.newest-jdk.java"));

    @TempDir
    Path directory;

    static Stream<Arguments> lines() {
        Stream<Arguments> everywhere =
                Stream.of(Arguments.of("spring-boot-3", JAVA), Arguments.of("spring-boot-4", JAVA));
        return Files.isExecutable(NEWEST_JAVA)
                ? Stream.concat(everywhere, Stream.of(Arguments.of("spring-boot-4", NEWEST_JAVA)))
                : everywhere;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void calls_from_an_executable_jar_are_rescued(String boot, Path java) throws Exception {
        Path jar = BootJar.pack(boot, directory);
        try (FaultProvider primary = FaultProvider.start().named("primary");
                FaultProvider fallback = FaultProvider.start().named("fallback");
                LayerJvm application = new LayerJvm(
                        java,
                        directory,
                        policy(primary, fallback),
                        List.of("-jar", jar.toString()),
                        primary.baseUrl())) {
            assertThat(application.ask("loader", ""))
                    .isEqualTo("OK org.springframework.boot.loader.launch.LaunchedClassLoader");
            for (String client : List.of("okhttp", "rest-client")) {
                isRescued(application, client, primary, fallback);
            }
            assertThat(application.printed())
                    .anyMatch(line -> line.contains("Started BootApp"))
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("breakwater"));
            assertThat(application.printed().stream().dropWhile(line -> !line.equals("READY")))
                    .hasSize(6)
                    .allMatch(line -> line.matches("(READY|OK ).*"));
            assertThat(application.complaints())
                    .anyMatch(line -> line.contains("is in force"))
                    .noneMatch(line -> line.contains("without the agent"));
        }
    }

    private static void isRescued(LayerJvm application, String client, FaultProvider primary, FaultProvider fallback) {
        primary.reset();
        fallback.reset();
        assertThat(application.ask(client, "healthy " + client))
                .startsWith("OK")
                .contains("primary");
        assertThat(primary.hitCount()).isOne();
        assertThat(fallback.hitCount()).isZero();

        primary.byDefault(Fault.unavailable503());
        assertThat(application.ask(client, "503 " + client)).startsWith("OK").contains("fallback");
        assertThat(primary.hits()).hasSize(2).extracting(Hit::key).containsOnly("sk-application");
        assertThat(fallback.hits()).extracting(Hit::key).containsExactly("sk-fallback");
    }

    private static String policy(FaultProvider primary, FaultProvider fallback) {
        return """
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
                """.formatted(primary.baseUrl(), fallback.baseUrl());
    }
}
