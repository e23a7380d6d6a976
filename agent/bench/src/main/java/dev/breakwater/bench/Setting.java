package dev.breakwater.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all measurements share.
 *
 * @param effort how long it may take
 * @param root of this repository, where the build has put what is measured
 */
public record Setting(Effort effort, Path root, List<Jvm> jvms) {

    /** How long it may take: to see whether it works, minutes, or as long as it takes. */
    public enum Effort {
        SMOKE,
        QUICK,
        FULL
    }

    /** Not everything, or not often. */
    public boolean quick() {
        return effort != Effort.FULL;
    }

    /** The agent under test. */
    public Path agentJar() {
        return root.resolve("agent/target/breakwater.jar");
    }

    /** For policies, logs and the like. */
    public Path work() {
        return root.resolve("agent/bench/target/bench");
    }

    /** Where {@code run --install-yardsticks} puts what it fetches. */
    public Path yardsticks() {
        return root.resolve("agent/bench/target/yardsticks");
    }

    /** OpenTelemetry's own Java agent. */
    public Optional<Path> otelAgent() {
        return existing(root.resolve("agent/bench/target/opentelemetry-agent/opentelemetry-javaagent.jar"));
    }

    /** The Spring Boot sample. */
    public Optional<Path> sampleApp() {
        return existing(root.resolve("sample-app/target/sample-app.jar"));
    }

    private static Optional<Path> existing(Path file) {
        return Files.isReadable(file) ? Optional.of(file) : Optional.empty();
    }

    /** The class path of an application with all clients and no telemetry of its own, so that the agent brings its own. */
    public static String applicationPath() {
        return path(
                "bench/target/classes",
                "okhttp",
                "okio",
                "kotlin-stdlib",
                "/httpc", // Apache's: httpclient, httpclient5, httpcore, httpcore5 and their asynchronous parts
                "/httpasyncclient",
                "commons-",
                "slf4j-");
    }

    /** The class path of an application that calls through OpenAI's own library. */
    public static String openAiPath() {
        return applicationPath()
                + File.pathSeparator
                + path(
                        "openai-java",
                        "jackson-",
                        "kotlin-reflect",
                        "jsonschema-",
                        "classmate",
                        "swagger-annotations",
                        "error_prone_annotations");
    }

    /** The class path of an application decorated by hand. */
    public static String decoratedPath() {
        return applicationPath() + File.pathSeparator + path("resilience4j", "opentelemetry-", "vavr");
    }

    private static String path(String... parts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(parts).anyMatch(entry.replace(File.separatorChar, '/')::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** How many rounds, calls or milliseconds: fewer when it has to be quick, hardly any to see whether it works. */
    public int rounds(int quickly, int thoroughly) {
        return switch (effort) {
            case SMOKE -> Math.max(1, quickly / 10);
            case QUICK -> quickly;
            case FULL -> thoroughly;
        };
    }

    /** How often each JVM that makes calls is started anew: what its compilers make of the code is partly chance. */
    public int launches() {
        return rounds(1, 2);
    }

    /** The JVMs to measure calls on: the older one alone when it has to be quick. */
    public List<Jvm> mainJvms() {
        return quick() ? jvms.subList(0, 1) : jvms;
    }
}
