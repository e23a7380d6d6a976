package dev.breakwater.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void a_list_is_read_as_it_was_written() {
        List<Reference> references = List.of(
                new Reference("a.Client", null, ""),
                new Reference("a.Client", "send", "(ILa/Request;)La/Answer;"),
                new Reference("a.Client$Inner", "field", "I"),
                new Reference("b.Última", null, ""));

        assertThat(Reference.fromLines(Reference.toLines(references))).isEqualTo(references);
        assertThat(Reference.fromLines(Reference.toLines(List.of()))).isEmpty();
    }
}
