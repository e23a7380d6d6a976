package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree, its places and what is wrong with a text are those of Jackson's YAML parser. */
class YamlTreeTest {
    static Stream<String> documents() {
        return YamlDocuments.ALL.stream();
    }

    static Stream<String> tags() {
        return YamlValues.TAGS.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_is_read_as_jackson_reads_it(String text) throws Exception {
        assertThat(read(text)).isEqualTo(JacksonTree.read(text));
    }

    @ParameterizedTest
    @MethodSource("tags")
    void a_value_is_of_the_kind_that_jackson_takes_it_for(String tag) {
        int compared = 0;
        for (String value : YamlValues.ALL) {
            compared += compare("- " + tag + value + "\n");
            compared += compare("{a: " + tag + value + "}\n");
            compared += compare("- " + tag + "'" + value + "'\n");
            compared += compare("- " + tag + "|-\n  " + value + "\n");
        }
        assertThat(compared).isGreaterThan(3 * YamlValues.ALL.size());
    }

    @Test
    void documents_with_a_few_characters_changed_are_read_as_jackson_reads_them() {
        Random random = new Random(7);
        String signs = " \n\t:-{}[],'\"#|>!%@?~01ab.\\";
        int compared = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(YamlDocuments.ALL.get(random.nextInt(YamlDocuments.CHANGEABLE)));
            for (int changes = random.nextInt(3) + 1; changes > 0; changes--) {
                int at = random.nextInt(text.length() + 1);
                int until = Math.min(text.length(), at + random.nextInt(3));
                String sign = signs.substring(random.nextInt(signs.length()));
                text.replace(at, until, sign.substring(0, 1));
            }
            compared += compare(text.toString());
        }
        assertThat(compared).isGreaterThan(2_500);
    }

    @Test
    void a_tag_that_does_not_fit_its_value_makes_it_text() throws Exception {
        assertThat(kind("!!int 0b2")).isEqualTo(Node.Kind.TEXT);
        assertThat(kind("!!int +")).isEqualTo(Node.Kind.TEXT);
        assertThat(kind("!!int 0x\uFF21")).isEqualTo(Node.Kind.TEXT);
        assertThat(kind("!!bool maybe")).isEqualTo(Node.Kind.TEXT);
        assertThat(kind("!!binary '?'")).isEqualTo(Node.Kind.TEXT);
    }

    @Test
    void a_single_value_may_be_named_and_used_again() throws Exception {
        Node.Sequence list = (Node.Sequence) YamlTree.read("[&a 7, &b x, *a, &a y, *a]");

        assertThat(list.items())
                .extracting(item -> ((Node.Scalar) item).text())
                .containsExactly("7", "x", "7", "y", "y");
        assertThat(list.items().get(2)).isSameAs(list.items().get(0));
    }

    @Test
    void an_alias_of_what_is_not_there_is_an_error_at_its_place() {
        assertThat(read("a: 1\nb: [*a]\n")).isEqualTo("2:5: *a refers to nothing");
        assertThat(read("a: &a [*a]\n")).isEqualTo("1:8: *a refers to nothing");
    }

    @Test
    void a_file_that_speaks_of_places_does_not_move_its_errors() {
        assertThat(read("a: \"line 7, column 9\n  \\: line 8, column 1\"\n"))
                .isEqualTo("2:4: found unknown escape character :(58)");
    }

    @Test
    void what_is_nested_too_deep_or_too_long_is_refused() {
        assertThat(read("[".repeat(51) + "]".repeat(51))).isEqualTo("1:51: nested deeper than 50 levels");
        assertThat(read("[".repeat(100_000))).isEqualTo("1:51: nested deeper than 50 levels");
        assertThat(read(("- " + "x".repeat(100) + "\n").repeat(31_000)))
                .asString()
                .endsWith("The incoming YAML document exceeds the limit: 3145728 code points.");
    }

    @Test
    void a_number_that_snakeyaml_cannot_read_is_an_error() {
        assertThat(read("a: 1\nb: |\uD835\uDFD7\n  c\n")).isEqualTo("2:2: a number is not readable");
    }

    private static int compare(String text) {
        try {
            Object expected = JacksonTree.read(text);
            assertThat(read(text)).as(text).isEqualTo(expected);
            return 1;
        } catch (JacksonTree.NothingToCompare e) {
            read(text);
            return 0;
        }
    }

    private static Object read(String text) {
        try {
            Node tree = YamlTree.read(text);
            return tree == null ? "empty" : tree;
        } catch (YamlTree.BrokenYaml e) {
            return JacksonTree.at(e.at, e.problem);
        }
    }

    private static Node.Kind kind(String written) throws Exception {
        return ((Node.Scalar) YamlTree.read(written)).kind();
    }
}
