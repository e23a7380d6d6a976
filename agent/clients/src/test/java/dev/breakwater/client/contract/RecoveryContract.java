package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.contract.ClientUnderTest.Ability;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the policy says so, a stream that breaks goes on, and the application notices nothing. */
interface RecoveryContract extends Contract {
    Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");
    String WHOLE = "primary m-1"
            + IntStream.rangeClosed(3, 60).mapToObj(token -> " t" + token).collect(Collectors.joining());

    @ParameterizedTest
    @EnumSource
    default void a_cut_stream_goes_on_elsewhere(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().recovery(StreamRecovery.CONTINUE));
        scene.primary.tokenEvery(Scene.READABLE).byDefault(Fault.cutStreamAfter(20));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(said(answer)).isEqualTo(WHOLE);
        assertThat(answer.text()).endsWith("data: [DONE]\n\n").containsOnlyOnce("\"role\":\"assistant\"");
        assertThat(scene.fallback.hitCount()).isEqualTo(1);
        assertThat(scene.fallback.lastHit().key()).isEqualTo(Scene.FALLBACK_KEY);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_that_ends_too_soon_goes_on_elsewhere(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().recovery(StreamRecovery.CONTINUE));
        scene.primary.byDefault(Fault.truncatedAfter(20));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(said(answer)).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_that_stands_still_goes_on_elsewhere(CallStyle style) throws Exception {
        Scene scene =
                scene().under(scene().two().recovery(StreamRecovery.CONTINUE).idle(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.stallAfter(20, Duration.ofSeconds(30)));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(said(answer)).isEqualTo(WHOLE);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void what_goes_on_may_fail_and_go_on_again(CallStyle style) throws Exception {
        Scene scene =
                scene().under(scene().two().recovery(StreamRecovery.CONTINUE).maxAttempts(5));
        scene.primary.tokenEvery(Scene.READABLE).byDefault(Fault.cutStreamAfter(20));
        scene.fallback.tokenEvery(Scene.READABLE).answer(Fault.unavailable503(), Fault.cutStreamAfter(10));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(said(answer)).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_that_nobody_can_take_up_is_no_answer(CallStyle style) {
        Scene scene =
                scene().under(scene().two().recovery(StreamRecovery.CONTINUE).maxAttempts(3));
        scene.needs(style);
        scene.primary.byDefault(Fault.truncatedAfter(20));
        scene.fallback.byDefault(Fault.badRequest("assistant_prefix_unsupported"));

        assertThatThrownBy(() -> scene.call(style, scene.streamedChat()))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("ended before it was complete");
    }

    /** All of it has come, but for bytes that the head had promised. */
    @ParameterizedTest
    @EnumSource
    default void a_break_behind_the_end_mark_is_a_clean_end(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().recovery(StreamRecovery.CONTINUE));
        scene.primary.byDefault(Fault.wrongContentLength());

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(said(answer)).isEqualTo(WHOLE);
        assertThat(answer.text()).endsWith("data: [DONE]\n\n");
        assertThat(scene.sends()).isEqualTo(1);
    }

    @Test
    default void what_is_left_while_it_is_taken_up_ends() throws Exception {
        Scene scene = scene().under(scene().two().recovery(StreamRecovery.CONTINUE));
        scene.needs(Ability.ASYNC);
        scene.primary.tokenEvery(Duration.ofMillis(20)).byDefault(Fault.cutStreamAfter(20));
        scene.fallback.byDefault(Fault.silence());
        RunningStream call = scene.client().startStream(scene.streamedChat());

        try (OpenAnswer answer = call.get(Scene.SOON);
                Background reader = Background.run(() -> answer.body().readAllBytes())) {
            assertThat(scene.fallback.awaitHits(1, Scene.SOON)).isTrue();

            call.cancel();
            if (scene.can(Ability.CLOSE_FROM_ANYWHERE)) {
                answer.close();
            }

            assertThat(scene.fallback.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
            assertThat(reader.failure(Scene.SOON)).isInstanceOf(IOException.class);
        }
    }

    static String said(Received answer) {
        StringBuilder said = new StringBuilder();
        Matcher content = CONTENT.matcher(answer.text());
        while (content.find()) {
            said.append(content.group(1));
        }
        return said.toString();
    }
}
