package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference says what the code does: its tables, its examples and its error messages. */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/policy.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(<!-- not yet -->\\n)?```yaml\\n(.*?)```\\n(```text)?", Pattern.DOTALL);

    @Test
    void tables_and_error_messages_are_those_of_the_reader() throws Exception {
        GeneratedFile.check(REFERENCE, ReferenceWriter.fill(Files.readString(REFERENCE)));
    }

    @Test
    void examples_of_what_is_available_are_valid() throws Exception {
        List<String> examples = examples(false);

        assertThat(examples)
                .hasSizeGreaterThan(7)
                .allSatisfy(yaml -> new Reading()
                        .env("BACKUP_KEY", "k")
                        .env("AZURE_KEY_1", "k")
                        .env("AZURE_KEY_2", "k")
                        .read(yaml));
    }

    @Test
    void examples_of_what_is_not_available_yet_are_valid_by_the_schema_and_refused_for_that_alone() throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(PolicySchema.text());
        Path directory = Files.createTempDirectory("reference");
        Files.writeString(directory.resolve("prices.json"), "{}");

        assertThat(examples(true)).hasSizeGreaterThan(3).allSatisfy(yaml -> {
            assertThat(schema.validate(yaml, InputFormat.YAML)).isEmpty();
            assertThat(new Reading()
                            .in(directory)
                            .env("SLACK_WEBHOOK_URL", "https://hooks.example.com/x")
                            .errorsOf(yaml))
                    .allMatch(error -> error.contains("not available in this version"));
        });
    }

    /** The YAML blocks that are not there to show an error. */
    private static List<String> examples(boolean notYet) throws IOException {
        return EXAMPLE.matcher(Files.readString(REFERENCE))
                .results()
                .filter(match -> match.group(3) == null && notYet == (match.group(1) != null))
                .map(match -> match.group(2))
                .toList();
    }
}
