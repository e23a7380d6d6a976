package dev.breakwater.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loopback provider in the eyes of OpenAI's own SDK: what this one accepts, others will. */
final class OpenAiWireTest {

    private final FaultProvider provider = FaultProvider.start();
    private final OpenAIClient client = new LlmClients()
            .openAiClient(new LlmProperties(provider.baseUrl(), "sk-test", "gpt-4.1", Duration.ofSeconds(10)));

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void reads_usage_from_the_last_chunk_of_a_stream() {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("gpt-4.1")
                .addUserMessage("why?")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            List<ChatCompletionChunk> all = chunks.stream().toList();

            assertThat(all).hasSize(63);
            assertThat(all.get(62).usage().orElseThrow().completionTokens()).isEqualTo(60);
        }
    }

    @Test
    void reads_responses_plain_and_streamed() {
        ResponseCreateParams params =
                ResponseCreateParams.builder().model("gpt-4.1").input("why?").build();
        ResponseAccumulator accumulated = ResponseAccumulator.create();

        assertThat(client.responses().create(params).usage().orElseThrow().outputTokens())
                .isEqualTo(60);
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            events.stream().forEach(accumulated::accumulate);
        }
        assertThat(accumulated.response().validate().usage().orElseThrow().totalTokens())
                .isEqualTo(72);
    }

    @Test
    void reads_embeddings_and_models() {
        EmbeddingCreateParams params = EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .inputOfArrayOfStrings(List.of("a", "b"))
                .build();

        assertThat(client.embeddings().create(params).data())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector.embedding()).containsExactly(0.25f, -0.5f, 0.75f));
        assertThat(client.models().list().data()).isNotEmpty();
    }

    @Test
    void reads_the_code_of_an_error() {
        provider.byDefault(Fault.quotaExhausted());
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("gpt-4.1")
                .addUserMessage("why?")
                .build();
        OpenAIClient once = client.withOptions(options -> options.maxRetries(0));

        assertThatThrownBy(() -> once.chat().completions().create(params))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        refusal -> assertThat(refusal.code()).hasValue("insufficient_quota"));
    }
}
