package dev.breakwater.policy.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft 2020-12) of the policy file, from which editors complete and check. */
public final class PolicySchema {
    private static final String RESOURCE = "breakwater-policy.schema.json";

    private PolicySchema() {}

    /** The whole schema as JSON text. */
    public static String text() {
        try (InputStream stream = PolicySchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
