package dev.breakwater.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

final class AssistantsTest {

    private final FaultProvider provider = FaultProvider.start();
    private final LlmProperties llm =
            new LlmProperties(provider.baseUrl(), "sk-test", "gpt-4.1", Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        provider.close();
    }

    enum Client {
        OPENAI,
        OPENAI_STREAM,
        LANGCHAIN4J,
        JDK;

        Assistant create(LlmProperties llm) {
            LlmClients clients = new LlmClients();
            return switch (this) {
                case OPENAI -> new OpenAiAssistant(clients.openAiClient(llm));
                case OPENAI_STREAM -> new OpenAiStreamingAssistant(clients.openAiClient(llm));
                case LANGCHAIN4J -> new LangChainAssistant(clients.langChainModel(llm));
                case JDK -> new JdkAssistant(llm, JsonMapper.builder().build());
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void asks_once_and_returns_the_whole_answer(Client client) {
        String answer = client.create(llm).answer("why?", "gpt-4.1-mini");

        assertThat(answer).startsWith("provider gpt-4.1-mini t3 ").endsWith(" t60");
        assertThat(provider.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.key()).isEqualTo("sk-test");
            assertThat(hit.streamed()).isEqualTo(client == Client.OPENAI_STREAM);
        });
    }

    @ParameterizedTest
    @EnumSource
    void fails_rather_than_return_half_an_answer(Client client) {
        provider.byDefault(Fault.hangUpAfter(20));
        Assistant assistant = client.create(llm);

        assertThatThrownBy(() -> assistant.answer("why?", "gpt-4.1")).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI_STREAM", "JDK"})
    void fails_when_a_body_ends_well_but_the_answer_does_not(Client client) {
        provider.byDefault(Fault.truncatedAfter(20));
        Assistant assistant = client.create(llm);

        assertThatThrownBy(() -> assistant.answer("why?", "gpt-4.1")).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource
    void hands_the_providers_refusal_on(Client client) {
        provider.byDefault(Fault.badKey());
        Assistant assistant = client.create(llm);

        assertThatThrownBy(() -> assistant.answer("why?", "gpt-4.1")).isInstanceOf(RuntimeException.class);
        assertThat(provider.hitCount()).isEqualTo(1);
    }
}
