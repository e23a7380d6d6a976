package dev.breakwater.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DialectsTest {

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "ollama", "generic"})
    void has_a_dialect_of_each_name(String name) {
        assertThat(Dialects.named(name).name()).isEqualTo(name);
    }

    @Test
    void says_which_there_are_when_there_is_none() {
        assertThatThrownBy(() -> Dialects.named("opnai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown dialect \"opnai\"; known are openai, anthropic, gemini, bedrock, ollama, generic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "ollama"})
    void reads_an_openai_stream_of_a_host_with_two_formats(String name) {
        RequestFacts facts = new RequestFacts(Operation.CHAT, "m", true, -1, -1, -1, false);
        AnswerReader reader = Dialects.named(name).reader(facts, "text/event-stream");
        String events =
                "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n";

        reader.read(ByteBuffer.wrap(events.getBytes(StandardCharsets.UTF_8)));

        assertThat(reader.progress()).isEqualTo(AnswerReader.Progress.FINISHED);
        assertThat(reader.contentEvents()).isOne();
    }

    @Test
    void reads_a_stream_that_calls_itself_plain_text() {
        RequestFacts facts = new RequestFacts(Operation.CHAT, "m", true, -1, -1, -1, false);
        AnswerReader reader = Dialects.named("openai").reader(facts, "text/plain; charset=utf-8");

        reader.read(ByteBuffer.wrap("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(reader.progress()).isEqualTo(AnswerReader.Progress.FINISHED);
    }
}
