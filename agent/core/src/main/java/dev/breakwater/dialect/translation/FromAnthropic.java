package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's answers as OpenAI's chat completions.
 *
 * @param answerTool the tool whose input is the answer's text, or null
 * @param streamUsage whether a stream was asked to report its usage
 */
record FromAnthropic(@Nullable String answerTool, boolean streamUsage) implements AnswerTranslation {

    @Override
    public byte @Nullable [] document(byte[] answer, long nowEpochSeconds) {
        JsonObject message = JsonObject.read(answer);
        if (message == null || !(message.get("content") instanceof List<?>)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        List<Object> calls = new ArrayList<>();
        for (JsonObject block : message.objects("content")) {
            switch (block.textOrEmpty("type")) {
                case "text" -> text.append(block.textOrEmpty("text"));
                case "tool_use" -> use(block, text, calls);
                // Thinking has no place in a chat completion.
                default -> {}
            }
        }
        return completion(message, text, calls, nowEpochSeconds).toBytes();
    }

    private void use(JsonObject block, StringBuilder text, List<Object> calls) {
        JsonObject input = block.object("input");
        String arguments = input == null ? "{}" : input.toString();
        if (block.textOrEmpty("name").equals(answerTool)) {
            text.append(arguments);
            return;
        }
        JsonObject function =
                new JsonObject().put("name", block.textOrEmpty("name")).put("arguments", arguments);
        calls.add(new JsonObject()
                .put("id", block.textOrEmpty("id"))
                .put("type", "function")
                .put("function", function));
    }

    private JsonObject completion(JsonObject message, StringBuilder text, List<Object> calls, long nowEpochSeconds) {
        boolean silent = text.isEmpty() && !calls.isEmpty();
        JsonObject answer = new JsonObject()
                .put("role", "assistant")
                .put("content", silent ? null : text.toString())
                .put("refusal", null);
        if (!calls.isEmpty()) {
            answer.put("tool_calls", calls);
        }
        JsonObject choice = new JsonObject()
                .put("index", 0)
                .put("message", answer)
                .put("logprobs", null)
                .put("finish_reason", finishReason(message.textOrEmpty("stop_reason")));
        return new JsonObject()
                .put("id", message.textOrEmpty("id"))
                .put("object", "chat.completion")
                .put("created", nowEpochSeconds)
                .put("model", message.textOrEmpty("model"))
                .put("choices", List.of(choice))
                .put("usage", AnthropicUsage.of(message.object("usage")).asOpenAi());
    }

    String finishReason(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> answerTool == null ? "tool_calls" : "stop";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    @Override
    public byte[] error(int status, byte[] body) {
        JsonObject said = JsonObject.read(body);
        JsonObject error = said == null ? null : said.object("error");
        String message = error == null ? null : error.text("message");
        return error(
                        error == null ? "api_error" : error.textOrEmpty("type"),
                        message == null ? "The provider answered with status " + status + "." : message)
                .toBytes();
    }

    static JsonObject error(String type, String message) {
        JsonObject error = new JsonObject()
                .put("message", message)
                .put("type", type)
                .put("param", null)
                .put("code", null);
        return new JsonObject().put("error", error);
    }

    @Override
    public EventTranslation events(long nowEpochSeconds) {
        return new EventsFromAnthropic(this, nowEpochSeconds);
    }
}
