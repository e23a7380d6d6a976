package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.contract.ClientUnderTest.Ability;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing takes longer than the application allows, nor than the policy does. */
interface TimeContract extends Contract {

    @ParameterizedTest
    @EnumSource
    default void a_wait_past_the_callers_timeout_is_not_begun(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.byDefault(Fault.rateLimited(Duration.ofSeconds(20)));
        scene.client();
        long start = System.nanoTime();

        Received answer = scene.call(style, scene.chat().within(Duration.ofSeconds(5)));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(since(start)).isLessThan(Duration.ofSeconds(4));
        assertThat(scene.primary.hitCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void the_callers_timeout_ends_the_call_and_is_told_as_the_client_tells_it(CallStyle style)
            throws Exception {
        Scene scene = scene().under(scene().two());
        scene.needs(style);
        scene.primary.byDefault(Fault.silence());
        scene.client();
        long start = System.nanoTime();

        assertThatThrownBy(() -> scene.call(style, scene.chat().within(Duration.ofMillis(800))))
                .isInstanceOf(IOException.class)
                .asString()
                .containsIgnoringCase("time");

        assertThat(since(start)).isBetween(Duration.ofMillis(700), Duration.ofSeconds(4));
        assertThat(scene.sends()).isEqualTo(1);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void the_callers_timeout_covers_all_attempts_together(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().one());
        scene.needs(style);
        scene.primary.answer(Fault.unavailable503()).byDefault(Fault.silence());
        scene.client();
        long start = System.nanoTime();

        assertThatThrownBy(() -> scene.call(style, scene.chat().within(Duration.ofMillis(1500))))
                .isInstanceOf(IOException.class);

        assertThat(since(start)).isLessThan(Duration.ofMillis(2500));
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    default void a_timeout_that_ends_with_the_head_leaves_the_body_alone(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two());
        Assumptions.assumeFalse(scene.can(Ability.TIMEOUT_COVERS_BODY));
        scene.primary.saying("one", " two", " three", " four").tokenEvery(Duration.ofMillis(400));

        Received answer = scene.call(style, scene.streamedChat().within(Duration.ofMillis(1000)));

        assertThat(answer.text()).contains("four").endsWith("data: [DONE]\n\n");
        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void a_plain_answer_that_is_late_fails_over(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().answer(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.slowHeaders(Duration.ofSeconds(20)));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains("fallback m-1");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void a_plain_answer_of_which_only_the_head_comes_fails_over(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().answer(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.slowFirstToken(Duration.ofSeconds(20)));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains("fallback m-1");
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void a_plain_answer_that_trickles_past_the_limit_fails_over(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().answer(Duration.ofMillis(1000)));
        scene.primary.byDefault(Fault.trickle(1, Duration.ofMillis(20)));

        Received answer = scene.call(style, scene.chat());

        assertThat(answer.text()).contains("fallback m-1");
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    default void a_connection_that_does_not_stand_in_time_fails_over(CallStyle style) throws Exception {
        Scene scene = scene();
        try (DeafServer deaf = new DeafServer()) {
            scene.under(PolicyOfTest.of(deaf.baseUrl())
                    .fallback(scene.fallback.baseUrl(), Scene.FALLBACK_KEY)
                    .connect(Duration.ofMillis(400)));

            Received answer = scene.call(style, Ask.chat(deaf.baseUrl()));

            assertThat(answer.text()).contains("fallback m-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_connect_limit_does_not_end_an_answer_that_takes_longer(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().connect(Duration.ofMillis(300)));
        scene.primary.byDefault(Fault.slowHeaders(Duration.ofMillis(900)));

        assertThat(scene.call(style, scene.chat()).text()).contains("primary m-1");
    }

    /** Nothing is sent that could tell when the connection stands, and so the limit must not be taken for another one. */
    @ParameterizedTest
    @EnumSource
    default void a_connect_limit_does_not_end_a_slow_answer_to_a_request_without_a_body(CallStyle style)
            throws Exception {
        Scene scene = scene().under(scene().two().connect(Duration.ofMillis(300)));
        scene.needs(style);
        scene.primary.byDefault(Fault.slowHeaders(Duration.ofMillis(900)));

        Ask get = Ask.withoutBody("GET", scene.primary.baseUrl() + "/models");

        assertThat(scene.call(style, get).status()).isEqualTo(200);
        assertThat(scene.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void the_policys_deadline_ends_a_stream(CallStyle style) throws Exception {
        Scene scene = scene().under(scene().two().deadline(Duration.ofMillis(900)));
        scene.needs(style);
        scene.primary.tokenEvery(Duration.ofMillis(100));

        assertThatThrownBy(() -> scene.call(style, scene.streamedChat())).isInstanceOf(IOException.class);

        assertThat(scene.sends()).isEqualTo(1);
        assertThat(scene.primary.lastHit().awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
