package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.routing.AuthScheme;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream from another vendor's endpoint reaches the application in its own dialect, while it comes. */
interface TranslationContract extends Contract {

    @ParameterizedTest
    @EnumSource
    default void a_stream_of_anthropics_is_read_as_openais(CallStyle style) throws Exception {
        Scene scene = scene().under(fallbackSpeaking("openai", "anthropic"));
        scene.needs(style);
        scene.primary.byDefault(Fault.unavailable503());

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(RecoveryContract.said(answer)).isEqualTo(RecoveryContract.WHOLE.replace("primary", "fallback"));
        assertThat(answer.text())
                .endsWith("data: [DONE]\n\n")
                .containsOnlyOnce("\"role\":\"assistant\"")
                .doesNotContain("event:", "message_start");
        Hit hit = scene.fallback.lastHit();
        assertThat(hit.path()).endsWith("/messages");
        assertThat(hit.key()).isEqualTo(Scene.FALLBACK_KEY);
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_of_openais_is_read_as_anthropics(CallStyle style) throws Exception {
        Scene scene = scene().under(fallbackSpeaking("anthropic", "openai"));
        scene.needs(style);
        scene.primary.byDefault(Fault.unavailable503());

        Received answer = scene.call(style, streamedMessage(scene));

        assertThat(answer.text())
                .startsWith("event: message_start\n")
                .contains("\"text\":\"fallback\"", "\"text\":\" t60\"", "event: message_stop\n")
                .doesNotContain("[DONE]", "chat.completion");
        assertThat(scene.fallback.lastHit().path()).endsWith("/chat/completions");
    }

    /** The other bytes are of another length, whatever the endpoint has said of its own. */
    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC"})
    default void what_the_head_said_of_the_other_dialects_bytes_is_not_handed_on(CallStyle style) throws Exception {
        Scene scene = scene().under(fallbackSpeaking("openai", "anthropic"));
        scene.needs(style);
        scene.primary.byDefault(Fault.unavailable503());
        String stream = """
                event: message_start
                data: {"type":"message_start","message":{"id":"m","model":"c","usage":{"input_tokens":3,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

                event: message_stop
                data: {"type":"message_stop"}

                """;
        Map<String, String> head = Map.of("Content-Type", "text/event-stream", "Content-MD5", "of-these-bytes");
        scene.fallback.byDefault(Fault.status(200, head, stream));

        Received answer = scene.call(style, scene.streamedChat());

        assertThat(RecoveryContract.said(answer)).isEqualTo("Hello");
        assertThat(answer.text()).endsWith("data: [DONE]\n\n");
        assertThat(answer.header("Content-MD5")).isNull();
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(answer.header("Content-Length"))
                .isIn(null, Integer.toString(answer.text().getBytes(StandardCharsets.UTF_8).length));
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING_STREAM", "ASYNC_STREAM"})
    default void its_tokens_pass_as_they_come(CallStyle style) throws Exception {
        Scene scene = scene().under(fallbackSpeaking("openai", "anthropic"));
        scene.primary.byDefault(Fault.unavailable503());
        scene.fallback.saying("one", " two", " three").tokenEvery(Duration.ofMillis(300));

        try (OpenAnswer answer = scene.open(style, scene.streamedChat())) {
            String first = StreamContract.readUntil(answer.body(), "one");

            assertThat(first).doesNotContain("two");
            assertThat(scene.fallback.lastHit().ended()).isNotDone();
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("two", "three")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC"})
    default void one_that_is_cut_is_no_answer_in_any_dialect(CallStyle style) {
        Scene scene = scene().under(fallbackSpeaking("openai", "anthropic").maxAttempts(3));
        scene.needs(style);
        scene.primary.byDefault(Fault.unavailable503());
        scene.fallback.byDefault(Fault.truncatedAfter(20));

        assertThatThrownBy(() -> scene.call(style, scene.streamedChat()))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("ended before it was complete");
    }

    private PolicyOfTest fallbackSpeaking(String applications, String other) {
        Scene scene = scene();
        AuthScheme auth = other.equals("anthropic") ? AuthScheme.X_API_KEY : AuthScheme.BEARER;
        return PolicyOfTest.of(scene.primary.baseUrl(), applications)
                .foreignFallback(scene.fallback.baseUrl(), other, auth, Scene.FALLBACK_KEY)
                .maxAttempts(4);
    }

    private static Ask streamedMessage(Scene scene) {
        return Ask.post(
                scene.primary.baseUrl() + "/messages",
                "{\"model\":\"m-1\",\"max_tokens\":100,\"stream\":true,\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }
}
