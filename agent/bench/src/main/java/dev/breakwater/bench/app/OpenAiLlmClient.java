package dev.breakwater.bench.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** OpenAI's own Java library as it comes, which calls through OkHttp. */
final class OpenAiLlmClient implements LlmClient {
    private final OpenAIClient client;

    OpenAiLlmClient(String baseUrl) {
        client =
                OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("sk-bench").build();
    }

    @Override
    public byte[] plain() {
        return client.chat()
                .completions()
                .create(question().build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void stream(String asked, Consumer<String> line) {
        ChatCompletionCreateParams.Builder question = question();
        if (!asked.equals(STREAMED)) {
            question.n(asked.equals(STREAMED_LATE) ? 1 : 2);
        }
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(question.build())) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(line);
        }
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder().model("gpt-4.1").addUserMessage("Why do waves break?");
    }
}
