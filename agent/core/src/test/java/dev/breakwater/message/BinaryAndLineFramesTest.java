package dev.breakwater.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BinaryAndLineFramesTest {
    private final List<String> seen = new ArrayList<>();
    private final Framing.Listener recorder = new Framing.Listener() {
        @Override
        public void frame(FrameView frame) {
            seen.add((frame.failure() ? "!" : "") + frame.type() + "=" + frame.text());
        }

        @Override
        public void comment() {
            seen.add("comment");
        }

        @Override
        public void malformed() {
            seen.add("malformed");
        }
    };

    @Test
    void splits_lines_and_takes_blank_ones_as_signs_of_life() {
        Lines lines = new Lines(recorder);

        lines.feed(utf8("{\"a\":1}\r\n\n  {\"b\":"));
        lines.feed(utf8("2}\n{\"c\":3}"));
        lines.end();

        assertThat(seen).containsExactly("={\"a\":1}", "comment", "={\"b\":2}", "={\"c\":3}");
    }

    @Test
    void a_line_without_end_is_malformed() {
        Lines lines = new Lines(recorder, 10_000);

        for (int i = 0; i < 100; i++) {
            lines.feed(utf8("x".repeat(1000)));
        }
        lines.end();

        assertThat(seen).containsExactly("malformed");
    }

    @Test
    void reads_events_and_exceptions_of_a_binary_stream() throws IOException {
        EventStreamFrames frames = new EventStreamFrames(recorder);

        frames.feed(ByteBuffer.wrap(recorded()));
        frames.end();

        assertThat(seen)
                .containsExactly(
                        "messageStart={\"p\":\"abcd\",\"role\":\"assistant\"}",
                        "!throttlingException={\"message\":\"Too many requests, please wait before trying again.\"}");
    }

    @Test
    void any_flipped_bit_is_noticed() throws IOException {
        byte[] good = recorded();
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            seen.clear();
            EventStreamFrames frames = new EventStreamFrames(recorder);

            frames.feed(ByteBuffer.wrap(damaged));

            assertThat(seen).as("bit %d", bit).hasSizeLessThan(3).endsWith("malformed");
        }
    }

    @Test
    void impossible_lengths_are_malformed_before_anything_is_kept() {
        ByteBuffer prelude =
                ByteBuffer.allocate(12).putInt(Integer.MAX_VALUE).putInt(-1).putInt(0);

        new EventStreamFrames(recorder).feed(prelude.flip());

        assertThat(seen).containsExactly("malformed");
    }

    private static byte[] recorded() throws IOException {
        try (InputStream in =
                BinaryAndLineFramesTest.class.getResourceAsStream("/dialect/bedrock/converse-stream-throttled.bin")) {
            return in.readAllBytes();
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
