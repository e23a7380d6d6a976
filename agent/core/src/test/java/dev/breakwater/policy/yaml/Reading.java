package dev.breakwater.policy.yaml;

import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads policies from text for tests, with an environment of the test's own. */
final class Reading {
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of("/nowhere");

    static Policy policy(String yaml) {
        return new Reading().read(yaml);
    }

    static UpstreamPolicy upstream(String yaml) {
        return policy(yaml).upstreams().get(0);
    }

    static List<String> errors(String yaml) {
        return new Reading().errorsOf(yaml);
    }

    Reading env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Reading in(Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    Policy read(String yaml) {
        try {
            return reader().read(yaml, "breakwater.yaml", directory).policy();
        } catch (PolicyException e) {
            throw new AssertionError("should be valid:\n" + e.getMessage(), e);
        }
    }

    List<String> errorsOf(String yaml) {
        try {
            reader().read(yaml, "breakwater.yaml", directory);
        } catch (PolicyException e) {
            return e.errors().stream().map(PolicyError::toString).toList();
        }
        throw new AssertionError("should be invalid, but is valid");
    }

    PolicyReader reader() {
        return new PolicyReader(environment::get);
    }
}
