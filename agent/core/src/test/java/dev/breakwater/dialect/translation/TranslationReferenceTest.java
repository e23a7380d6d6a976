package dev.breakwater.dialect.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference says of every field what becomes of it: a new one is not translated, or left out, without a word. */
final class TranslationReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/policy.md");

    @ParameterizedTest
    @CsvSource({"From OpenAI to Anthropic", "From Anthropic to OpenAI"})
    void every_known_field_is_in_its_table(String heading) throws IOException {
        String reference = Files.readString(REFERENCE);
        int start = reference.indexOf("| " + heading + " |");
        assertThat(start).isPositive();
        String table = reference.substring(start, reference.indexOf("\n\n", start));
        Set<String> fields = heading.endsWith("Anthropic") ? ToAnthropic.KNOWN : ToOpenAi.KNOWN;

        assertThat(fields).allSatisfy(field -> assertThat(table).containsPattern("`" + field + "[`.:]"));
    }
}
