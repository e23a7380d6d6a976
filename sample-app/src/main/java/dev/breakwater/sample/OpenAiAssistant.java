package dev.breakwater.sample;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.springframework.stereotype.Component;

/** openai-java, one answer at a time. */
@Component("openai-java")
final class OpenAiAssistant implements Assistant {

    private final OpenAIClient client;

    OpenAiAssistant(OpenAIClient client) {
        this.client = client;
    }

    @Override
    public String answer(String question, String model) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(question)
                .build();
        return client.chat()
                .completions()
                .create(params)
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
    }
}
