package dev.breakwater.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.Recorder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTemplateTest {
    private static final String CHUNK =
            "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},"
                    + "\"finish_reason\":null}],\"usage\":null,\"obfuscation\":\"%s\"}";
    private static final JsonShape CONTENT =
            JsonShape.builder().field(1, "choices.delta.content").build();
    private static final JsonShape REST = JsonShape.builder()
            .field(2, "id", "model", "choices.index", "choices.finish_reason", "choices.delta.role", "usage", "error")
            .field(3, "choices", "choices.delta", "usage.prompt_tokens")
            .build();

    private final EventTemplate template = new EventTemplate();

    @ParameterizedTest
    @ValueSource(strings = {"a", " words, and more words ", "東京 👋", "line\\n\\\"quoted\\\" \\u00fc\\\\", "\\/"})
    void knows_the_same_event_with_another_text(String text) {
        learn(CHUNK.formatted("Hello", "x1"));

        assertThat(matches(CHUNK.formatted(text, "y"))).isTrue();
        assertThat(matches(CHUNK.formatted(text, ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "a\nb", "\\x", "\\u12g4", "\\", "a\",\"content\":\"b"})
    void does_not_know_an_event_whose_text_is_empty_or_none(String text) {
        learn(CHUNK.formatted("Hello", "x1"));

        assertThat(matches(CHUNK.formatted(text, "y"))).isFalse();
    }

    @Test
    void does_not_know_an_event_that_says_more() {
        learn(CHUNK.formatted("Hello", "x1"));
        String event = CHUNK.formatted("world", "y");

        assertThat(matches(event.replace("\"finish_reason\":null", "\"finish_reason\":\"stop\"")))
                .isFalse();
        assertThat(matches(event.replace("\"index\":0", "\"index\":1"))).isFalse();
        assertThat(matches(event.substring(0, event.length() - 1))).isFalse();
        assertThat(matches(event + "}")).isFalse();
        assertThat(matches("")).isFalse();
    }

    @Test
    void counts_numbers_that_only_count() {
        String event = "{\"type\":\"response.output_text.delta\",\"sequence_number\":%s,\"delta\":\"%s\"}";
        learn(event.formatted("9", "a"));

        assertThat(matches(event.formatted("10", "b"))).isTrue();
        assertThat(matches(event.formatted("010", "b"))).isFalse();
        assertThat(matches(event.formatted("1.5", "b"))).isFalse();
        assertThat(matches(event.formatted("-1", "b"))).isFalse();
    }

    @Test
    void looks_for_values_and_not_for_words_in_a_text() {
        learn("{\"delta\":{\"content\":\"say \\\"content\\\":\\\"x\\\" now\"},\"note\":\"\\\"content\\\":\\\"y\\\"\"}");

        assertThat(matches("{\"delta\":{\"content\":\"z\"},\"note\":\"\\\"content\\\":\\\"y\\\"\"}"))
                .isTrue();
        assertThat(matches("{\"delta\":{\"content\":\"z\"},\"note\":\"\\\"content\\\":\\\"q\\\"\"}"))
                .isFalse();
    }

    @Test
    void gives_up_on_a_stream_that_never_repeats_itself() {
        for (int i = 0; i < 100; i++) {
            learn(CHUNK.formatted("Hello", "x").replace("c1", "c" + i));
        }

        assertThat(matches(CHUNK.formatted("Hello", "x").replace("c1", "c99"))).isFalse();
    }

    @Test
    void whatever_it_knows_reads_the_same_as_what_it_has_learned() {
        String example = CHUNK.formatted("Hello", "x1");
        List<String> rest = read(REST, bytes(example));
        Random random = new Random(3);
        int known = 0;
        for (int round = 0; round < 200_000; round++) {
            EventTemplate fresh = new EventTemplate();
            fresh.learn(bytes(example), 0, example.length());
            byte[] other = damage(bytes(CHUNK.formatted("wör\\nld", "yy")), random);

            if (fresh.matches(other, 0, other.length)) {
                known++;
                assertThat(read(REST, other)).isEqualTo(rest);
                assertThat(read(CONTENT, other)).hasSize(1).doesNotContain("1=");
            }
        }
        assertThat(known).isGreaterThan(1000);
    }

    private static byte[] damage(byte[] event, Random random) {
        byte[] tokens = bytes("\"\\{}[]:,n0u é");
        for (int i = 0; i <= random.nextInt(2); i++) {
            event[random.nextInt(event.length)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : tokens[random.nextInt(tokens.length)];
        }
        return event;
    }

    private static List<String> read(JsonShape shape, byte[] bytes) {
        Recorder recorder = new Recorder();
        assertThat(JsonReader.read(bytes, 0, bytes.length, shape, recorder)).isTrue();
        return recorder.seen;
    }

    private void learn(String event) {
        byte[] bytes = bytes(event);
        template.learn(bytes, 0, bytes.length);
    }

    private boolean matches(String event) {
        byte[] bytes = bytes(" " + event + "  ");
        return template.matches(bytes, 1, bytes.length - 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
