package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.contract.Ask.BodyKind;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever the application sends arrives whole, and whole again when it is sent again. */
interface BodyContract extends Contract {

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = Mode.EXCLUDE)
    default void a_body_arrives_as_it_was_given(BodyKind kind) throws Exception {
        Scene scene = scene().under(scene().two());
        List<CallStyle> styles = scene.plainStyles();

        for (CallStyle style : styles) {
            assertThat(scene.call(style, scene.chat().as(kind)).status()).isEqualTo(200);
        }

        assertThat(scene.primary.hits())
                .hasSameSizeAs(styles)
                .allSatisfy(hit -> assertThat(hit.body()).isEqualTo(scene.chat().content()));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = Mode.EXCLUDE)
    default void a_body_is_sent_again_even_if_it_can_be_read_only_once(BodyKind kind) throws Exception {
        Scene scene = scene().under(scene().two().maxAttempts(3));
        List<CallStyle> styles = scene.plainStyles();
        scene.primary.byDefault(Fault.unavailable503());

        for (CallStyle style : styles) {
            assertThat(scene.call(style, scene.chat().as(kind)).text()).contains("fallback m-1");
        }

        assertThat(scene.primary.hits())
                .hasSizeGreaterThanOrEqualTo(styles.size())
                .allSatisfy(hit -> assertThat(hit.body()).isEqualTo(scene.chat().content()));
        assertThat(scene.fallback.hits())
                .hasSameSizeAs(styles)
                .allSatisfy(hit -> assertThat(hit.body()).isEqualTo(scene.chat().content()));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = Mode.EXCLUDE)
    default void eight_mebibytes_are_sent_again(BodyKind kind) throws Exception {
        Scene scene = scene().under(scene().two());
        List<CallStyle> styles = scene.plainStyles();
        byte[] prompt = prompt(8 << 20);
        scene.primary.byDefault(Fault.unavailable503());

        for (CallStyle style : styles) {
            assertThat(scene.call(style, scene.chat().as(kind).content(prompt)).status())
                    .isEqualTo(200);
        }

        assertThat(scene.fallback.hits())
                .extracting(Hit::body)
                .hasSameSizeAs(styles)
                .containsOnly(prompt);
    }

    /** It need not be sent again; but half of it must never be. */
    @ParameterizedTest
    @EnumSource(names = {"ONE_SHOT", "ONE_SHOT_CHUNKED"})
    default void a_larger_one_shot_body_is_sent_whole_or_not_at_all(BodyKind kind) throws Exception {
        Scene scene = scene().under(scene().two());
        List<CallStyle> styles = scene.plainStyles();
        byte[] prompt = prompt(9 << 20);
        scene.primary.byDefault(Fault.unavailable503());

        for (CallStyle style : styles) {
            assertThat(scene.call(style, scene.chat().as(kind).content(prompt)).status())
                    .isIn(200, 503);
        }

        assertThat(scene.primary.hits())
                .extracting(Hit::body)
                .hasSizeGreaterThanOrEqualTo(styles.size())
                .containsOnly(prompt);
        assertThat(scene.fallback.hits())
                .allSatisfy(hit -> assertThat(hit.body()).isEqualTo(prompt));
    }

    @Test
    default void a_body_of_nothing_is_a_body_of_nothing() throws Exception {
        Scene scene = scene().under(scene().one());
        scene.primary.answer(Fault.unavailable503());

        Received answer = scene.call(scene.chat().content(new byte[0]).as(BodyKind.BYTES));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(scene.primary.hits())
                .hasSize(2)
                .allSatisfy(hit -> assertThat(hit.body()).isEmpty());
    }

    private static byte[] prompt(int length) {
        String head = "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"";
        String tail = "\"}]}";
        StringBuilder prompt = new StringBuilder(head);
        for (int i = 0; prompt.length() < length - tail.length(); i++) {
            prompt.append((char) ('a' + i % 26));
        }
        return prompt.append(tail).toString().getBytes(StandardCharsets.UTF_8);
    }
}
