package dev.breakwater.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerSentEventsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void reads_every_kind_of_line_end(String lineEnd) {
        String stream = ": hello|event: a|data: eins ü|id: 7||data:zwei|| data: not a field||".replace("|", lineEnd);

        assertThat(read(stream)).containsExactly("comment", "a=eins ü", "=zwei");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void reads_the_same_at_any_two_cuts(String lineEnd) {
        String stream = "\ufeffevent: e|data: 東|data: 京|:x||data|data:||data:  two spaces||".replace("|", lineEnd);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<String> whole = read(stream);

        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(read(bytes, first, second))
                        .as("cuts at %d and %d", first, second)
                        .isEqualTo(whole);
            }
        }
        assertThat(whole).containsExactly("comment", "e=東\n京", "=\n", "= two spaces");
    }

    @Test
    void a_line_ends_at_its_ends_and_at_no_byte_that_resembles_them() {
        // In UTF-8 these hold 8A and 8D, a line end's bytes with the highest bit set; the controls are its neighbours.
        List<String> texts =
                List.of("\u030a\u030d", "\t\u000b\f\u000e\u0001", "\u4a8a\u4a8d\u0009", "x".repeat(3) + "\u000b");
        for (String text : texts) {
            for (int before = 0; before < 17; before++) {
                String line = "y".repeat(before) + text.repeat(5) + "z";

                assertThat(read("data:" + line + "\r\ndata:" + line + "\n\n"))
                        .containsExactly("=" + line + "\n" + line);
            }
        }
    }

    @Test
    void an_event_without_data_is_none() {
        assertThat(read("event: ping\n\nid: 3\n\n\n\n")).isEmpty();
    }

    @Test
    void hands_on_a_last_event_that_lacks_its_blank_line() {
        assertThat(read("data: a\n\ndata: [DONE]")).containsExactly("=a", "=[DONE]");
        assertThat(read("data: a\n\ndata: [DONE]\n")).containsExactly("=a", "=[DONE]");
    }

    @Test
    void an_event_beyond_the_limit_is_malformed_and_costs_no_more_memory() {
        Recorder recorder = new Recorder();
        ServerSentEvents events = new ServerSentEvents(recorder, 100_000);
        byte[] chunk = "data: no line end".repeat(500).getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 1000; i++) {
            events.feed(ByteBuffer.wrap(chunk));
        }
        events.end();

        assertThat(recorder.seen).containsExactly("malformed");
    }

    @Test
    void a_long_stream_of_events_is_no_long_event() {
        Recorder recorder = new Recorder();
        ServerSentEvents events = new ServerSentEvents(recorder, 1000);

        for (int i = 0; i < 1000; i++) {
            events.feed(
                    ByteBuffer.wrap("data: x\n\n: keep-alive\n\n".repeat(100).getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(recorder.seen).hasSize(200_000).doesNotContain("malformed");
    }

    @Test
    void a_large_event_comes_whole_and_leaves_no_large_buffer() {
        String large = "x".repeat(1 << 20);

        assertThat(read("data: " + large + "\n\ndata: small\n\n")).containsExactly("=" + large, "=small");
    }

    private static List<String> read(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        return read(bytes, bytes.length, bytes.length);
    }

    private static List<String> read(byte[] bytes, int first, int second) {
        Recorder recorder = new Recorder();
        ServerSentEvents events = new ServerSentEvents(recorder);
        events.feed(ByteBuffer.wrap(bytes, 0, first));
        events.feed(ByteBuffer.wrap(bytes, first, second - first));
        events.feed(ByteBuffer.wrap(bytes, second, bytes.length - second));
        events.end();
        return recorder.seen;
    }

    private static final class Recorder implements Framing.Listener {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void frame(FrameView frame) {
            seen.add(frame.type() + "=" + frame.text());
        }

        @Override
        public void comment() {
            seen.add("comment");
        }

        @Override
        public void malformed() {
            seen.add("malformed");
        }
    }
}
