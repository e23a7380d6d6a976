package dev.breakwater.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree, its places and what is wrong with a text are those of Jackson's YAML parser. */
class YamlTreeTest {
    private static final List<String> DOCUMENTS = List.of(
            "",
            "\n\n",
            "# nothing but this\n",
            "---\n",
            "---\n...\n",
            "...\n",
            "--- {}\n",
            "--- a\n--- b\n",
            "a: 1\n---\nb: 2\n",
            "a: 1\n...\n# end\n",
            "a: 1\n---\n",
            "%YAML 1.1\n---\na: 1\n",
            "%YAML 2.0\n---\na: 1\n",
            "%TAG ! tag:example.com,2000:\n---\na: !x 1\n",
            "%TAG ! a\n%TAG ! b\n---\na: 1\n",
            "\uFEFFa: 1\n",
            "plain",
            "  indented: 1\n  so: {is: this}\n",
            "a: 1\nb:\n  c: [1, two, {three: 3, four}]\n  d:\n  - x\n  - y: 1\n    z: 2\n",
            "a:\n- 1\n-\n- - nested\n  - list\n-   spaced: 1\n",
            "a:\nb:\n\nc: # nothing here\nd: ~\n",
            "'quoted key': 1\n\"double \\u0041\\n\": 2\n? explicit\n: 3\n? no value\n",
            "a: |\n  block\n   text\n\nb: >-\n  folded\n  text\n\n  more\nc: |+2\n   keep\n\nd: x\n",
            "a: 'single ''quoted''\n  on two lines'\nb: \"double\n  \\\n  escaped\"\nc: plain\n  on\n  three\n",
            "a: b: c\n",
            "a: {b: c: d}\n",
            "a: b # comment\n# another\nc: 'x' # third\n   # fourth\n",
            "<<: {a: 1}\nb: <<\n",
            "base: &base {a: 1}\nuse: *base\nagain: {<<: *base, list: [*base, *base]}\n",
            "&k a: 1\n&m {b: 2}\n",
            "&k a: {b: 1}\nc: &m\n  &n d: 1\ne: *m\n",
            "a: !!map {b: !!seq [1]}\nc: !mine {d: 1}\ne: ! 1\n",
            "a: !!str\nb: !!null\nc: !!int\nd: !\ne: &x\nf: !!str &y\n",
            "? [a, b]\n: 1\n",
            "? {a: b}\n: 1\n",
            "{[a]: 1}\n",
            "a: &x [1]\n*x : 2\n",
            "[a: 1, {b}, ? c, : d]\n",
            "[a, b,]\n",
            "[a,, b]\n",
            "{a: 1, a: 2}\n",
            "a: 1\na: 2\n",
            "a: [1, 2\nb: 3\n",
            "a: {b: 1\n",
            "a: 'open\n",
            "a: \"open\n\n",
            "a: \"\\q\"\n",
            "a: \"\\uZZZZ\"\n",
            "a:\n\tb: 1\n",
            "a: {\n\tb: 1}\n",
            "a:\tb\n",
            "\ta: 1\n",
            "a: 1\n b: 2\n",
            "a:\n  b: 1\n c: 2\n",
            "a:\n    b: 1\n  c: 2\n",
            "- a\nb: 1\n",
            "a: 1\n- b\n",
            "a: @x\n",
            "a: `x`\n",
            "a: %x\n",
            "a: ]\n",
            "a: }\n",
            "a: ${env:X}\nb: [${env:X}]\nc: {d: ${env:X:-y}}\n",
            "a: & b\n",
            "a: * b\n",
            "a: *\n",
            "a: !<x\n",
            "a: !e!x 1\n",
            "a: !%zz 1\n",
            "a: |9x\n b\n",
            "a: |0\n b\n",
            "a: >\n",
            "a: x\u0007y\n",
            "a: \uD83D\uDE00\n\uD83D\uDE00: [b, \u00e9]\n",
            "a: 1\r\nb:\r\n  - c\r\n",
            "a: 1\rb: 2\r",
            "a: x\u2028b: 2\n",
            "a: \"sk-secret-key\n  : line 7, column 9\n",
            "key: sk-1 # line 70, column 90\n  : broken\n",
            "a: &list\n  - 1\nb: *list\nc: &list [2]\nd: *list\n",
            "a: &x\n  b: &x {c: 1}\nd: *x\n",
            "a".repeat(1100) + ": 1\n",
            "a:\n" + " \n".repeat(900) + "  b: [" + "x, ".repeat(900) + "y]\nc: 1\n",
            "a: " + "[".repeat(45) + "]".repeat(45) + "\n");

    /** Not those that define an anchor twice, where Jackson takes no notice of one at a single value; nor the long ones. */
    private static final int CHANGEABLE = DOCUMENTS.size() - 5;

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "~",
            "null",
            "Null",
            "NULL",
            "nULL",
            "nil",
            "x",
            "=",
            "<<",
            "y",
            "n",
            "Y",
            "N",
            "yes",
            "Yes",
            "YES",
            "yEs",
            "no",
            "No",
            "NO",
            "on",
            "On",
            "ON",
            "oN",
            "off",
            "Off",
            "OFF",
            "true",
            "True",
            "TRUE",
            "tRUE",
            "truer",
            "false",
            "False",
            "FALSE",
            "fALSE",
            "0",
            "-0",
            "+0",
            "7",
            "-7",
            "+7",
            "--7",
            "+-7",
            "-",
            "+",
            "1_000",
            "_1",
            "1_",
            "-_1",
            "1__0",
            "_",
            "__",
            "00",
            "007",
            "08",
            "0_7",
            "0_",
            "0o7",
            "-017",
            "0_8",
            "0b1",
            "0b",
            "0b_",
            "0b_1",
            "0b12",
            "0B1",
            "-0b101",
            "0x1F",
            "0x1f",
            "0xg",
            "0x",
            "0x_",
            "-0xFF",
            "0XFF",
            "0x_f_",
            "12345678901234567890123",
            "0xffffffffffffffffffff",
            "0777777777777777777777777",
            "0b111111111111111111111111111111111111111111111111111111111111111111111111",
            "1.",
            "1.0",
            "-1.5",
            "+1.5",
            ".5",
            "-.5",
            ".",
            "..",
            "-.",
            "._",
            "._5",
            ".5_",
            "1._5",
            "1_0.5_0",
            "_1.5",
            "1.5.6",
            "1e3",
            "1E3",
            "1e+3",
            "1e-3",
            "1e",
            "1e+",
            "1.e3",
            "1.5e3",
            "1.5e3.5",
            ".5e3",
            ".5e",
            "._e1",
            "1_e3",
            "1e3_",
            "08.5",
            "08e1",
            "0.0",
            "0.",
            "0_.5",
            ".inf",
            ".Inf",
            ".INF",
            ".iNF",
            "-.inf",
            "+.INF",
            ".nan",
            ".NaN",
            ".NAN",
            "-.nan",
            "inf",
            "Infinity",
            "NaN",
            "1:30",
            "0:30",
            "1:60",
            "1:5",
            "1:30:00",
            "1:30.5",
            "0:30.",
            "1:3:5.",
            "1:300.5",
            "1:61.5",
            "1:30.5e3",
            "1:30e3",
            ":30.5",
            "1_0:30._",
            "12:30:45.678",
            "192.168.0.1",
            "1::2.",
            "10s",
            "2m",
            "1h30m",
            "5%",
            "4096MB",
            "2001-12-14",
            "2001-12-14t21:59:43.10-05:00",
            "2001-1-1 1:00:00",
            "\uFF11\uFF12",
            "\u0661",
            "0\u0661",
            "1\u0661.5",
            "1,000",
            "1 000",
            "0x1.8p1",
            "1f",
            "1d",
            "1L",
            "9".repeat(1000),
            "9".repeat(1024),
            "9".repeat(1025),
            "1." + "0".repeat(1022),
            "1." + "0".repeat(1023));

    private static final List<String> TAGS = List.of(
            "",
            "! ",
            "!!int ",
            "!!float ",
            "!!bool ",
            "!!null ",
            "!!str ",
            "!!timestamp ",
            "!mine ",
            "!int ",
            "!<int> ",
            "!<tag:yaml.org,2002:int> ",
            "!<tag:example.com,2000:null> ");

    static Stream<String> documents() {
        return DOCUMENTS.stream();
    }

    static Stream<String> tags() {
        return TAGS.stream();
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
        for (String value : VALUES) {
            compared += compare("- " + tag + value + "\n");
            compared += compare("{a: " + tag + value + "}\n");
            compared += compare("- " + tag + "'" + value + "'\n");
            compared += compare("- " + tag + "|-\n  " + value + "\n");
        }
        assertThat(compared).isGreaterThan(3 * VALUES.size());
    }

    @Test
    void documents_with_a_few_characters_changed_are_read_as_jackson_reads_them() {
        Random random = new Random(7);
        String signs = " \n\t:-{}[],'\"#|>!%@?~01ab.\\";
        int compared = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(DOCUMENTS.get(random.nextInt(CHANGEABLE)));
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
