package dev.breakwater.wall.foreign;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceTool;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An application on unmodified SDKs: one kind of call after the other, and a line for each that says what it got. */
public final class ForeignCalls {
    private static final Map<String, Object> CITY = Map.of("city", Map.of("type", "string"));

    private ForeignCalls() {}

    /** Arguments: the SDK (openai, anthropic, langchain4j), its base URL. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("langchain4j")) {
            LangChainCalls.all(arguments[1]);
        } else if (arguments[0].equals("openai")) {
            openAi(OpenAIOkHttpClient.builder()
                    .baseUrl(arguments[1])
                    .apiKey("sk-application")
                    .build());
        } else {
            anthropic(AnthropicOkHttpClient.builder()
                    .baseUrl(arguments[1])
                    .apiKey("sk-application")
                    .build());
        }
        // The SDKs' own threads would keep the JVM for a minute.
        System.exit(0);
    }

    private static void openAi(OpenAIClient client) {
        ChatCompletionCreateParams question = ChatCompletionCreateParams.builder()
                .model("gpt-4.1")
                .addSystemMessage("You are terse.")
                .addUserMessage("Hello")
                .build();
        ChatCompletionCreateParams tool = question.toBuilder()
                .addFunctionTool(FunctionDefinition.builder()
                        .name("get_weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", com.openai.core.JsonValue.from("object"))
                                .putAdditionalProperty("properties", com.openai.core.JsonValue.from(CITY))
                                .build())
                        .build())
                .toolChoice(ChatCompletionNamedToolChoice.builder()
                        .function(ChatCompletionNamedToolChoice.Function.builder()
                                .name("get_weather")
                                .build())
                        .build())
                .build();
        tell("plain", () -> told(client.chat().completions().create(question)));
        tell("streamed", () -> told(streamed(client, question)));
        tell("tool", () -> told(client.chat().completions().create(tool)));
        tell("streamed-tool", () -> told(streamed(client, tool)));
        tell(
                "untranslatable",
                () -> told(client.chat()
                        .completions()
                        .create(question.toBuilder().n(2).build())));
    }

    private static ChatCompletion streamed(OpenAIClient client, ChatCompletionCreateParams question) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams counted = question.toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (var chunks = client.chat().completions().createStreaming(counted)) {
            chunks.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    private static String told(ChatCompletion completion) {
        ChatCompletionMessage message = completion.choices().get(0).message();
        String calls = message.toolCalls().orElse(List.of()).stream()
                .map(call -> call.asFunction().function())
                .map(function -> function.name() + function.arguments())
                .reduce("", String::concat);
        return message.content().orElse("")
                + calls
                + '|'
                + completion.model()
                + '|'
                + completion.choices().get(0).finishReason()
                + '|'
                + completion.usage().orElseThrow().promptTokens()
                + '+'
                + completion.usage().orElseThrow().completionTokens();
    }

    private static void anthropic(AnthropicClient client) {
        MessageCreateParams question = MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(200)
                .system("You are terse.")
                .addUserMessage("Hello")
                .build();
        MessageCreateParams tool = question.toBuilder()
                .addTool(Tool.builder()
                        .name("get_weather")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(JsonValue.from(CITY))
                                .build())
                        .build())
                .toolChoice(ToolChoiceTool.builder().name("get_weather").build())
                .build();
        tell("plain", () -> told(client.messages().create(question)));
        tell("streamed", () -> told(streamed(client, question)));
        tell("tool", () -> told(client.messages().create(tool)));
        tell("streamed-tool", () -> told(streamed(client, tool)));
        tell(
                "untranslatable",
                () -> told(client.messages()
                        .create(question.toBuilder().addAssistantMessage("{").build())));
    }

    private static Message streamed(AnthropicClient client, MessageCreateParams question) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (var events = client.messages().createStreaming(question)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static String told(Message message) {
        StringBuilder said = new StringBuilder();
        for (ContentBlock block : message.content()) {
            block.text().ifPresent(text -> said.append(text.text()));
            block.toolUse().ifPresent(use -> said.append(use.name()).append(use._input()));
        }
        return said.toString()
                + '|'
                + message.model().asString()
                + '|'
                + message.stopReason().orElseThrow()
                + '|'
                + message.usage().inputTokens()
                + '+'
                + message.usage().outputTokens();
    }

    static void tell(String kind, Supplier<String> call) {
        try {
            System.out.println(kind + ": " + call.get());
        } catch (RuntimeException failure) {
            System.out.println(kind + ": " + failure.getClass().getSimpleName() + ' ' + failure.getMessage());
        }
    }
}
