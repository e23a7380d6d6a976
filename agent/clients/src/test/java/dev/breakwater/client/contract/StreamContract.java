package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams flow as they come, and what breaks them shows. */
interface StreamContract extends Contract {

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING_STREAM", "ASYNC_STREAM"})
    default void tokens_pass_as_they_come(CallStyle style) throws Exception {
        Scene scene =
                scene().under(scene().two().firstToken(Duration.ofSeconds(20)).idle(Duration.ofSeconds(20)));
        scene.primary.saying("one", " two", " three").answer(Fault.stallAfter(1, Duration.ofSeconds(19)));

        try (OpenAnswer answer = scene.open(style, scene.streamedChat())) {
            readUntil(answer.body(), "one");

            assertThat(scene.primary.lastHit().ended()).isNotDone();
        }
    }

    @ParameterizedTest
    @EnumSource
    default void silence_ends_at_the_first_token_limit(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().firstToken(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.silence());

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains("fallback").contains(" t60");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void a_first_token_that_is_late_is_no_token(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().firstToken(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.slowFirstToken(Duration.ofSeconds(20)));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains("fallback").doesNotContain("primary");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void keep_alives_are_no_token(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().firstToken(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.keepAlivesOnly(Duration.ofSeconds(20)));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains("fallback").doesNotContain("primary");
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_that_breaks_before_its_first_token_is_repeated(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.cutStreamAfter(0));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains(" t60").endsWith("data: [DONE]\n\n");
        assertThat(answer.text()).containsOnlyOnce("\"role\":\"assistant\"");
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void an_error_in_place_of_the_first_token_is_a_failed_attempt(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.errorEventInStream(0));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains(" t60").doesNotContain("\"error\"");
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_cut_by_a_reset_is_no_answer(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.needs(style);
        scene.primary.tokenEvery(Scene.READABLE).byDefault(Fault.cutStreamAfter(20));

        assertThatThrownBy(() -> scene.call(style, scene.streamedChat())).isInstanceOf(IOException.class);

        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_that_ends_too_soon_is_no_answer(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.needs(style);
        scene.primary.byDefault(Fault.truncatedAfter(20));

        assertThatThrownBy(() -> scene.call(style, scene.streamedChat()))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("ended before it was complete");

        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING_STREAM", "ASYNC_STREAM"})
    default void what_came_before_a_cut_can_be_read(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        scene.primary.tokenEvery(Duration.ofMillis(50)).byDefault(Fault.hangUpAfter(20));

        try (OpenAnswer answer = scene.open(style, scene.streamedChat())) {
            assertThat(readUntil(answer.body(), " t10")).contains("primary");

            assertThatThrownBy(() -> rest(answer.body())).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_that_stands_still_ends_at_the_idle_limit(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().idle(Duration.ofMillis(1000)));
        scene.needs(style);
        scene.primary.byDefault(Fault.stallAfter(20, Duration.ofSeconds(30)));

        assertThatThrownBy(() -> scene.call(style, scene.streamedChat()))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("stood still");

        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_without_an_end_mark_is_whole_if_it_said_that_it_finished(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.byDefault(Fault.noDone());

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains("\"finish_reason\":\"stop\"");
        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_may_come_byte_by_byte(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().idle(Duration.ofSeconds(5)));
        scene.primary.saying("one", " two").byDefault(Fault.trickle(3, Duration.ofMillis(1)));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(answer.text()).contains("one").contains(" two").endsWith("data: [DONE]\n\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING_STREAM", "ASYNC_STREAM"})
    default void a_slow_reader_is_not_a_silent_provider(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().idle(Duration.ofMillis(1000)));
        scene.primary.saying("a".repeat(2000), "b".repeat(200_000), "c".repeat(200_000), "d".repeat(2000));

        try (OpenAnswer answer = scene.open(style, scene.streamedChat())) {
            readUntil(answer.body(), "aaaa");
            pause(Duration.ofMillis(2200));

            assertThat(rest(answer.body())).contains("dddd").endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING_STREAM", "ASYNC_STREAM"})
    default void a_half_read_body_that_is_closed_ends_the_exchange(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().concurrentRequests(1, 1));
        scene.primary.tokenEvery(Duration.ofMillis(50));

        OpenAnswer answer = scene.open(style, scene.streamedChat());
        readUntil(answer.body(), " t3");
        answer.close();

        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        scene.primary.tokenEvery(Duration.ZERO);
        assertThat(scene.call(style, scene.chat()).status())
                .as("the permit came back")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING_STREAM", "ASYNC_STREAM"})
    default void a_body_that_is_not_read_at_all_ends_the_exchange(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one().concurrentRequests(1, 1));
        scene.primary.tokenEvery(Duration.ofMillis(100));

        scene.open(style, scene.streamedChat()).close();

        Hit hit = scene.primary.lastHit();
        assertThat(hit.awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    static String readUntil(InputStream body, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = body.read();
            if (next < 0) {
                throw new AssertionError("it ended before " + text + ": " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    private static String rest(InputStream body) throws IOException {
        return new String(body.readAllBytes());
    }

    /** What the application does meanwhile. */
    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
