package dev.breakwater.policy.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Policies that several tests read. */
final class Examples {
    private Examples() {}

    /** Every available key, each with a value that is not its default. */
    static String everythingAvailable() {
        return resource("everything-available.yaml");
    }

    /** The design's own example of every key there is. */
    static String everything() {
        return resource("everything.yaml");
    }

    private static String resource(String name) {
        try (InputStream stream = Examples.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
