package dev.breakwater.wall.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.util.Optional;

final class OpenAiJavaChat implements Chat {
    private final OpenAIClient client;

    OpenAiJavaChat(String baseUrl, String key) {
        client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(key).build();
    }

    @Override
    public Told plain() {
        ChatCompletion completion =
                client.chat().completions().create(question().build());
        ChatCompletion.Choice choice = completion.choices().get(0);
        return new Told(
                choice.message().content().orElse(""),
                completion.model(),
                prompt(completion.usage()),
                completion(completion.usage()),
                choice.finishReason().toString());
    }

    @Override
    public Told streamed() {
        ChatCompletionCreateParams params = question()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        Reading reading = new Reading();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(reading::take);
        }
        return reading.told();
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(QUESTION);
    }

    private static long prompt(Optional<CompletionUsage> usage) {
        return usage.map(CompletionUsage::promptTokens).orElse(-1L);
    }

    private static long completion(Optional<CompletionUsage> usage) {
        return usage.map(CompletionUsage::completionTokens).orElse(-1L);
    }

    /** Takes what comes and believes that an end without an exception is the end, as many applications do. */
    private static final class Reading {
        /** Throws at chunks that do not belong to one answer. */
        private final ChatCompletionAccumulator order = ChatCompletionAccumulator.create();

        private final StringBuilder text = new StringBuilder();
        private String model = "";
        private String finishReason = "";
        private Optional<CompletionUsage> usage = Optional.empty();

        void take(ChatCompletionChunk chunk) {
            order.accumulate(chunk);
            model = chunk.model();
            chunk.choices().forEach(choice -> {
                choice.delta().content().ifPresent(text::append);
                choice.finishReason().ifPresent(reason -> finishReason = reason.toString());
            });
            usage = chunk.usage().or(() -> usage);
        }

        Told told() {
            return new Told(text.toString(), model, prompt(usage), completion(usage), finishReason);
        }
    }
}
