package dev.breakwater.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds the policy file: the agent's argument, else the system property, else the environment, else the directory. */
final class PolicyLocation {
    private static final String PROPERTY = "breakwater.policy";
    private static final String VARIABLE = "BREAKWATER_POLICY";
    private static final String DEFAULT_NAME = "breakwater.yaml";

    private final Properties properties;
    private final Map<String, String> environment;
    private final Path workingDirectory;

    PolicyLocation(Properties properties, Map<String, String> environment, Path workingDirectory) {
        this.properties = properties;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
    }

    static PolicyLocation ofThisJvm() {
        return new PolicyLocation(System.getProperties(), System.getenv(), Path.of(""));
    }

    /** The file that was named, whether it exists or not; or the default one if it exists; else empty. */
    Optional<Path> find(@Nullable String agentArgument) {
        String named = firstGiven(agentArgument, properties.getProperty(PROPERTY), environment.get(VARIABLE));
        if (named != null) {
            return Optional.of(workingDirectory.resolve(named));
        }
        Path byDefault = workingDirectory.resolve(DEFAULT_NAME);
        return Files.isRegularFile(byDefault) ? Optional.of(byDefault) : Optional.empty();
    }

    private static @Nullable String firstGiven(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate.trim();
            }
        }
        return null;
    }
}
