package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic's conversation as OpenAI has it: instructions first, and a message of its own for every tool's result. */
final class OpenAiMessages {
    private final List<Object> messages = new ArrayList<>();

    private OpenAiMessages() {}

    static List<Object> of(@Nullable Object system, List<JsonObject> turns) throws UntranslatableException {
        OpenAiMessages conversation = new OpenAiMessages();
        String instructions = AnthropicContent.text(system, "\n\n");
        if (!instructions.isEmpty()) {
            conversation.say("system", instructions);
        }
        for (JsonObject turn : turns) {
            conversation.add(turn);
        }
        if (turns.isEmpty() || turns.get(turns.size() - 1).textOrEmpty("role").equals("assistant")) {
            // It is the beginning of the answer there, and would be a turn of its own here.
            throw new UntranslatableException("the beginning of the answer as its last message");
        }
        return conversation.messages;
    }

    private void say(String role, Object content) {
        messages.add(new JsonObject().put("role", role).put("content", content));
    }

    private void add(JsonObject turn) throws UntranslatableException {
        String role = turn.textOrEmpty("role");
        if (!role.equals("user") && !role.equals("assistant")) {
            throw new UntranslatableException("a message of role \"" + role + "\"");
        }
        Object content = turn.get("content");
        if (content instanceof String text) {
            say(role, text);
        } else if (role.equals("user")) {
            user(JsonObject.objects(content));
        } else {
            assistant(JsonObject.objects(content));
        }
    }

    private void user(List<JsonObject> blocks) throws UntranslatableException {
        List<Object> parts = new ArrayList<>();
        for (JsonObject block : blocks) {
            if (block.textOrEmpty("type").equals("tool_result")) {
                messages.add(new JsonObject()
                        .put("role", "tool")
                        .put("tool_call_id", block.textOrEmpty("tool_use_id"))
                        .put("content", result(block)));
            } else {
                parts.add(AnthropicContent.part(block));
            }
        }
        if (!parts.isEmpty()) {
            say("user", parts);
        }
    }

    private static String result(JsonObject block) throws UntranslatableException {
        String text = AnthropicContent.text(block.get("content"), "\n");
        return block.isTrue("is_error") ? "Error: " + text : text;
    }

    private void assistant(List<JsonObject> blocks) throws UntranslatableException {
        StringBuilder text = new StringBuilder();
        List<Object> calls = new ArrayList<>();
        for (JsonObject block : blocks) {
            switch (block.textOrEmpty("type")) {
                case "text" -> text.append(block.textOrEmpty("text"));
                case "tool_use" -> calls.add(call(block));
                // Signed by one provider, meaningless to any other.
                case "thinking", "redacted_thinking" -> {}
                default -> throw AnthropicContent.unknown(block);
            }
        }
        if (!text.isEmpty() || !calls.isEmpty()) {
            JsonObject message =
                    new JsonObject().put("role", "assistant").put("content", text.isEmpty() ? null : text.toString());
            messages.add(calls.isEmpty() ? message : message.put("tool_calls", calls));
        }
    }

    private static JsonObject call(JsonObject block) {
        JsonObject input = block.object("input");
        JsonObject function = new JsonObject()
                .put("name", block.textOrEmpty("name"))
                .put("arguments", input == null ? "{}" : input.toString());
        return new JsonObject()
                .put("id", block.textOrEmpty("id"))
                .put("type", "function")
                .put("function", function);
    }
}
