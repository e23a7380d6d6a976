package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the source tree that is made from the grammar: compared, or with {@code -Dbreakwater.regenerate} written. */
final class GeneratedFile {
    private GeneratedFile() {}

    static void check(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("breakwater.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(file)
                .as("made from the grammar; run the test with -Dbreakwater.regenerate=true to write it anew")
                .hasContent(generated);
    }
}
