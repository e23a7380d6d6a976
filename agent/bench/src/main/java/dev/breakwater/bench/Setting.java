package dev.breakwater.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all measurements share.
 *
 * @param quick minutes instead of as long as it takes
 * @param agentJar the agent under test
 * @param work for policies and the like
 */
public record Setting(boolean quick, Path agentJar, Path work, List<Jvm> jvms) {

    /** The class path of an application with OkHttp and no telemetry of its own, so that the agent brings its own. */
    public static String applicationPath() {
        return path("bench/target/classes", "okhttp", "okio", "kotlin-stdlib");
    }

    /** The class path of an application decorated by hand. */
    public static String decoratedPath() {
        return applicationPath() + File.pathSeparator + path("resilience4j", "opentelemetry-", "slf4j-", "vavr");
    }

    private static String path(String... parts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(parts).anyMatch(entry.replace(File.separatorChar, '/')::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** How many rounds: fewer when it has to be quick. */
    public int rounds(int quickly, int thoroughly) {
        return quick ? quickly : thoroughly;
    }
}
