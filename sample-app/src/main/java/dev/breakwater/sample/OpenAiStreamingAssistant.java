package dev.breakwater.sample;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.springframework.stereotype.Component;

/** openai-java, token by token. */
@Component("openai-java stream")
final class OpenAiStreamingAssistant implements Assistant {

    private final OpenAIClient client;

    OpenAiStreamingAssistant(OpenAIClient client) {
        this.client = client;
    }

    @Override
    public String answer(String question, String model) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(question)
                .build();
        ChatCompletionAccumulator answer = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(answer::accumulate);
        }
        // Refuses a stream that ended without a finish reason.
        return answer.chatCompletion().choices().get(0).message().content().orElseThrow();
    }
}
