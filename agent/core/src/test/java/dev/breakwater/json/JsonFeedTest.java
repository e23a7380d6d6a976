package dev.breakwater.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFeedTest {
    private static final JsonShape SHAPE = JsonShape.builder()
            .field(1, "a.b", "a.c.d")
            .field(2, "list")
            .field(3, "list.x")
            .field(4, "text")
            .build();

    private final Recorder recorder = new Recorder();

    @Test
    void tells_the_fields_of_the_shape_and_skips_the_rest() {
        String document = "{\"z\":[1,{\"a\":{\"b\":9}}],\"a\":{\"b\":1,\"q\":{\"b\":8},\"c\":{\"d\":null}},"
                + "\"list\":[{\"x\":true},{\"y\":1},[{\"x\":-2.5}]],\"text\":\"\\u00fc\\n\"}";

        assertThat(read(document)).isTrue();
        assertThat(recorder.seen)
                .containsExactly("1=1", "1=null", "2{", "3=true", "2}", "2{", "2}", "2{", "3=-2.5", "2}", "4=ü\n");
    }

    @Test
    void reads_the_same_piece_by_piece_and_at_once() {
        String document = "{\"list\":[{\"x\":\"東京\\\"\"}],\"a\":{\"c\":{\"d\":1.5e3}},\"text\":\"\"}";
        read(document);
        List<String> atOnce = List.copyOf(recorder.seen);
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);

        for (int cut = 0; cut <= bytes.length; cut++) {
            recorder.seen.clear();
            JsonFeed feed = new JsonFeed(SHAPE, recorder);
            feed.feed(ByteBuffer.wrap(bytes, 0, cut));
            feed.feed(ByteBuffer.wrap(bytes, cut, bytes.length - cut).asReadOnlyBuffer());

            assertThat(feed.endDocument()).isTrue();
            assertThat(recorder.seen).as("cut at %d", cut).isEqualTo(atOnce);
        }
    }

    @Test
    void reads_one_document_after_the_other() {
        JsonFeed feed = new JsonFeed(SHAPE, recorder);
        for (int i = 0; i < 3; i++) {
            byte[] bytes = ("{\"text\":" + i + "}").getBytes(StandardCharsets.UTF_8);

            assertThat(feed.feed(bytes, 0, bytes.length)).isTrue();
            assertThat(feed.endDocument()).isTrue();
        }

        assertThat(feed.documents()).isEqualTo(3);
        assertThat(recorder.seen).containsExactly("4=0", "4=1", "4=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":",
                "{\"text\":\"a",
                "[1,2",
                "{]",
                "nul",
                "{\"a\" 1}",
                "<html>",
                "\"\\x\"",
                "{} x",
                "{\"a\":01}"
            })
    void says_what_is_no_document(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonFeed feed = new JsonFeed(SHAPE, recorder);

        boolean fed = feed.feed(bytes, 0, bytes.length) && feed.endDocument();

        assertThat(fed).isFalse();
        assertThat(read(text)).isFalse();
    }

    @Test
    void numbers_that_are_none_are_let_pass() {
        byte[] bytes = "{\"z\":[NaN,-Infinity,Infinity],\"text\":1}".getBytes(StandardCharsets.UTF_8);
        JsonFeed feed = new JsonFeed(SHAPE, recorder);

        assertThat(feed.feed(bytes, 0, bytes.length) && feed.endDocument()).isTrue();
        assertThat(recorder.seen).containsExactly("4=1");
    }

    @Test
    void deep_nesting_is_no_stack_overflow() {
        assertThat(read("{\"list\":" + "[".repeat(900) + "]".repeat(900) + "}")).isTrue();
        assertThat(read("{\"list\":" + "[".repeat(100_000))).isFalse();
    }

    @Test
    void a_long_string_is_shortened_wherever_it_would_be_cut() {
        for (String unit : new String[] {"x", "東", "👋", "\\n", "\\u00fc", "\\ud83d\\udc4b", "\\\"", "\\\\"}) {
            for (int shift = 0; shift < 12; shift++) {
                String text = "y".repeat(shift) + unit.repeat(5000) + "z".repeat(9);
                byte[] bytes = ("{\"text\":\"" + text + "\",\"a\":{\"b\":1}}").getBytes(StandardCharsets.UTF_8);
                recorder.seen.clear();
                JsonFeed feed = new JsonFeed(SHAPE, recorder);

                assertThat(feed.feed(ByteBuffer.wrap(bytes))).as(unit).isTrue();
                assertThat(feed.endDocument()).as(unit).isTrue();
                assertThat(recorder.seen).as(unit).hasSize(2).last().isEqualTo("1=1");
                assertThat(recorder.seen.get(0)).startsWith("4=" + "y".repeat(shift));
            }
        }
    }

    @Test
    void a_defect_in_the_part_that_is_left_out_is_still_one() {
        byte[] bytes = ("{\"text\":\"" + "x".repeat(9000) + "\n\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(new JsonFeed(SHAPE, recorder).feed(ByteBuffer.wrap(bytes))).isFalse();
    }

    @Test
    void a_document_of_any_size_needs_little_memory() {
        byte[] chunk = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        JsonFeed feed = new JsonFeed(SHAPE, recorder);
        feed.feed(ByteBuffer.wrap("{\"text\":\"".getBytes(StandardCharsets.UTF_8)));
        feed.feed(ByteBuffer.wrap(chunk));

        long before = allocatedBytes();
        for (int i = 0; i < 512; i++) {
            feed.feed(ByteBuffer.wrap(chunk));
        }
        long allocated = allocatedBytes() - before;

        assertThat(allocated).isLessThan(1 << 18);
        assertThat(feed.feed(ByteBuffer.wrap("\"}".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(feed.endDocument()).isTrue();
    }

    @Test
    void says_where_a_value_stands() {
        byte[] bytes = "{\"ü\":1, \"text\" : \"a\\\"b\" }".getBytes(StandardCharsets.UTF_8);
        List<String> places = new ArrayList<>();

        JsonReader.read(
                bytes,
                0,
                bytes.length,
                SHAPE,
                (field, value) -> places.add(
                        new String(bytes, value.start(), value.end() - value.start(), StandardCharsets.UTF_8)));

        assertThat(places).containsExactly("\"a\\\"b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "quote \" backslash \\ slash /", "line\nend\ttab\u0000\u001f", "ü 東 👋", ""})
    void writes_what_it_can_read(String text) {
        read("{\"text\":" + JsonText.quote(text) + "}");

        assertThat(recorder.seen).containsExactly("4=" + text);
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private boolean read(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return JsonReader.read(bytes, 0, bytes.length, SHAPE, recorder);
    }
}
