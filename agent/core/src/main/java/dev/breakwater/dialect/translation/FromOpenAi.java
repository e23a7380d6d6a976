package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions as Anthropic's messages. */
final class FromOpenAi implements AnswerTranslation {
    static final FromOpenAi INSTANCE = new FromOpenAi();

    private FromOpenAi() {}

    @Override
    public byte @Nullable [] document(byte[] answer, long nowEpochSeconds) {
        JsonObject completion = JsonObject.read(answer);
        List<JsonObject> choices = completion == null ? List.of() : completion.objects("choices");
        JsonObject said = choices.isEmpty() ? null : choices.get(0).object("message");
        List<Object> content = said == null ? null : content(said);
        if (completion == null || said == null || content == null) {
            return null;
        }
        boolean refused = !said.textOrEmpty("refusal").isEmpty();
        String reason = choices.get(0).textOrEmpty("finish_reason");
        return message(completion.textOrEmpty("id"), completion.textOrEmpty("model"), content)
                .put("stop_reason", refused ? "refusal" : stopReason(reason, content))
                .put("stop_sequence", null)
                .put(
                        "usage",
                        AnthropicUsage.ofOpenAi(completion.object("usage")).asAnthropic())
                .toBytes();
    }

    static JsonObject message(String id, String model, List<Object> content) {
        return new JsonObject()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model)
                .put("content", content);
    }

    /** Null when a tool is called with something that is no JSON object. */
    private static @Nullable List<Object> content(JsonObject said) {
        List<Object> content = new ArrayList<>();
        addText(said.textOrEmpty("content"), content);
        addText(said.textOrEmpty("refusal"), content);
        for (JsonObject call : said.objects("tool_calls")) {
            JsonObject function = call.object("function");
            String arguments = function == null ? "" : function.textOrEmpty("arguments");
            JsonObject input = arguments.isBlank() ? new JsonObject() : JsonObject.read(arguments);
            if (function == null || input == null) {
                return null;
            }
            content.add(toolUse(call.textOrEmpty("id"), function.textOrEmpty("name"))
                    .put("input", input));
        }
        return content;
    }

    private static void addText(String text, List<Object> content) {
        if (!text.isEmpty()) {
            content.add(new JsonObject().put("type", "text").put("text", text));
        }
    }

    static JsonObject toolUse(String id, String name) {
        return new JsonObject().put("type", "tool_use").put("id", id).put("name", name);
    }

    private static String stopReason(String finishReason, List<Object> content) {
        boolean calls = content.stream()
                .anyMatch(block -> ((JsonObject) block).textOrEmpty("type").equals("tool_use"));
        return stopReason(finishReason, calls);
    }

    /** @param calls whether tools are called: with one that was asked for by name, OpenAI says no more than "stop" */
    static String stopReason(String finishReason, boolean calls) {
        return switch (finishReason) {
            case "length" -> "max_tokens";
            case "content_filter" -> "refusal";
            case "tool_calls", "function_call" -> "tool_use";
            default -> calls ? "tool_use" : "end_turn";
        };
    }

    @Override
    public byte[] error(int status, byte[] body) {
        JsonObject said = JsonObject.read(body);
        JsonObject error = said == null ? null : said.object("error");
        String message = error == null ? null : error.text("message");
        return error(typeOf(status), message == null ? "The provider answered with status " + status + "." : message)
                .toBytes();
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    static JsonObject error(String type, String message) {
        return new JsonObject()
                .put("type", "error")
                .put("error", new JsonObject().put("type", type).put("message", message))
                .put("request_id", null);
    }

    @Override
    public EventTranslation events(long nowEpochSeconds) {
        return new EventsFromOpenAi();
    }
}
