package dev.breakwater.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what Jackson reads, refuses what Jackson refuses, and says the same of both wherever the bytes are cut. */
final class JsonScannerTest {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "model", "usage", "ü", "", "a\"b", "content", "prompt_tokens", "x".repeat(200));
    private static final List<String> ATOMS = List.of(
            "0", "-0", "1", "12345678901234567890", "-1.5", "1e3", "1E-3", "0.1e+10", "true", "false", "null", "NaN");
    private static final List<String> STRINGS = List.of(
            "",
            "plain",
            "ü東👋",
            "\\n\\t\\\"\\\\\\/\\b\\f\\r",
            "\\u00fc",
            "\\ud83d\\udc4b",
            "a/b",
            "x".repeat(90),
            "{}[],:");
    private static final JsonShape SHAPE = JsonShape.builder()
            .field(0, "a", "a.b")
            .field(1, "b.c", "usage.prompt_tokens", "ü")
            .field(2, "content.a.b", "a\"b")
            .field(3, "model", "")
            .field(4, "c")
            .build();

    private final Random random = new Random(20260);

    @Test
    void says_the_same_as_jackson_of_documents() {
        for (int i = 0; i < 20_000; i++) {
            String document = spaces() + value(4) + spaces();
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            List<String> expected = ofJackson(bytes);

            assertThat(expected).as(document).endsWith("whole");
            assertThat(ofScanner(bytes)).as(document).isEqualTo(expected);
        }
    }

    @Test
    void refuses_what_jackson_refuses() {
        int refused = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = broken(value(3).getBytes(StandardCharsets.UTF_8));
            List<String> expected = ofJackson(bytes);
            boolean whole = expected.contains("whole");
            refused += whole ? 0 : 1;
            List<String> said = ofScanner(bytes);

            String document = new String(bytes, StandardCharsets.UTF_8);
            assertThat(said.contains("whole")).as(document).isEqualTo(whole);
            if (whole) {
                assertThat(said).as(document).isEqualTo(expected);
            }
        }
        assertThat(refused).as("not all were broken, not all whole").isBetween(10_000, 59_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "1e+",
                "+1",
                "1.5.2",
                "0x1",
                "tru",
                "truex",
                "nul",
                "Nan",
                "-NaN",
                "--1",
                "1-",
                "\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\\a\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{a:1}",
                "{'a':1}",
                "[1}",
                "{\"a\":1]",
                "]",
                "}",
                ",",
                ":",
                "",
                " ",
                "// x",
                "1 2",
                "{} []",
                "{}}"
            })
    void refuses_defects_of_every_kind(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);

        assertThat(ofJackson(bytes)).doesNotContain("whole");
        assertThat(ofScanner(bytes)).doesNotContain("whole");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "said",
                "upstream",
                "nope",
                "trux",
                "falsy",
                "Not",
                "Inf1",
                "-Ing",
                "-t",
                "-N",
                "truer",
                "eof",
                "<html>",
                "+1",
                ".5"
            })
    void what_cannot_become_json_is_refused_before_its_end(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonFeed pieces = new JsonFeed(SHAPE, new Recorder());
        for (int at = 0; at < bytes.length - 1; at++) {
            pieces.feed(bytes, at, at + 1);
        }

        assertThat(new JsonFeed(SHAPE, new Recorder()).feed(bytes, 0, bytes.length))
                .isFalse();
        assertThat(pieces.feed(bytes, bytes.length - 1, bytes.length)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "tru", "f", "nul", "Na", "-", "-I", "Infin", "-Infin", "1", "-1.", "1e", "0"})
    void what_may_become_json_is_waited_for(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(new JsonFeed(SHAPE, new Recorder()).feed(bytes, 0, bytes.length))
                .isTrue();
    }

    @Test
    void a_byte_order_mark_may_come_first_and_nowhere_else() {
        assertThat(ofScanner("\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("0=1", "whole");
        assertThat(ofScanner("{\"a\":\uFEFF1}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        for (String hex : List.of("80", "c3", "c328", "e282", "e28228", "f0288cbc", "f8a1a1a1a1", "ff")) {
            byte[] middle = new java.math.BigInteger("01" + hex, 16).toByteArray();
            byte[] bytes = new byte[middle.length + 1];
            System.arraycopy(middle, 1, bytes, 1, middle.length - 1);
            bytes[0] = '"';
            bytes[bytes.length - 1] = '"';

            assertThat(ofScanner(bytes)).as(hex).doesNotContain("whole");
        }
    }

    @Test
    void numbers_are_cut_to_integers_or_left() {
        assertThat(List.of("12", "-3", "1.9e2", "9007199254740993000", "\"7\"", "NaN", "999999999999999", "0"))
                .extracting(JsonScannerTest::number)
                .containsExactly(12L, -3L, 190L, -1L, -1L, -1L, 999_999_999_999_999L, 0L);
    }

    private static long number(String json) {
        byte[] bytes = ("{\"a\":" + json + "}").getBytes(StandardCharsets.UTF_8);
        long[] found = {Long.MIN_VALUE};
        JsonReader.read(bytes, 0, bytes.length, SHAPE, (field, value) -> found[0] = value.number(-1));
        return found[0];
    }

    /** At once and in pieces, which must make no difference. */
    private List<String> ofScanner(byte[] bytes) {
        Recorder whole = new Recorder();
        if (JsonReader.read(bytes, 0, bytes.length, SHAPE, whole)) {
            whole.seen.add("whole");
        }
        Recorder pieces = new Recorder();
        JsonFeed feed = new JsonFeed(SHAPE, pieces);
        boolean read = true;
        for (int at = 0; at < bytes.length && read; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, to);
            read = feed.feed(piece, 0, piece.length);
            at = to;
        }
        if (read && feed.endDocument() && feed.documents() == 1) {
            pieces.seen.add("whole");
        }
        assertThat(pieces.seen).isEqualTo(whole.seen);
        return whole.seen;
    }

    private static List<String> ofJackson(byte[] bytes) {
        Recorder recorder = new Recorder();
        try (JsonParser parser = Jackson.FACTORY.createParser(bytes)) {
            if (parser.nextToken() != null) {
                walk(parser, List.of(""), recorder);
                if (parser.nextToken() == null) {
                    recorder.seen.add("whole");
                }
            }
        } catch (IOException e) {
            // What came before the defect is recorded.
        }
        return recorder.seen;
    }

    /** Everything at {@code paths}, the path of this value; it is a list so that {@link #field} reads simply. */
    private static void walk(JsonParser parser, List<String> path, Recorder recorder) throws IOException {
        int field = field(path);
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                if (field >= 0) {
                    recorder.begin(field);
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    List<String> inner = new ArrayList<>(path);
                    inner.add(parser.currentName());
                    parser.nextToken();
                    walk(parser, inner, recorder);
                }
                if (field >= 0) {
                    recorder.end(field);
                }
            }
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    walk(parser, path, recorder);
                }
            }
            default -> {
                if (field >= 0) {
                    recorder.seen.add(field + "=" + parser.getText());
                }
            }
        }
    }

    private static int field(List<String> path) {
        return switch (String.join(".", path)) {
            case ".a", ".a.b" -> 0;
            case ".b.c", ".usage.prompt_tokens", ".ü" -> 1;
            case ".content.a.b", ".a\"b" -> 2;
            case ".model", "." -> 3;
            case ".c" -> 4;
            default -> -1;
        };
    }

    private String value(int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 5);
        return switch (kind) {
            case 0 -> one(ATOMS);
            case 1 -> '"' + one(STRINGS) + one(STRINGS) + '"';
            case 2 -> array(depth);
            default -> object(depth);
        };
    }

    private String array(int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(spaces() + value(depth - 1) + spaces());
        }
        return "[" + String.join(",", items) + spaces() + "]";
    }

    private String object(int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = random.nextInt(9) == 0 ? "\"\\u0061\"" : JsonText.quote(one(NAMES));
            fields.add(spaces() + name + spaces() + ":" + spaces() + value(depth - 1) + spaces());
        }
        return "{" + String.join(",", fields) + spaces() + "}";
    }

    private String spaces() {
        return random.nextInt(4) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One byte more, less or other, or an end before the end. */
    private byte[] broken(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        byte other = (byte) "\"\\{}[]:,01.-e tu\n\u0080\u00e9".charAt(random.nextInt(19));
        return switch (random.nextInt(4)) {
            case 0 -> java.util.Arrays.copyOf(bytes, at);
            case 1 -> {
                byte[] changed = bytes.clone();
                changed[at] = other;
                yield changed;
            }
            case 2 -> {
                byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                longer[at] = other;
                yield longer;
            }
            default -> {
                byte[] shorter = java.util.Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
                yield shorter;
            }
        };
    }
}
