package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenAI's conversation as Anthropic has it: instructions apart, turns that alternate, tool results in the user's turn. */
final class AnthropicMessages {
    private static final Set<String> KNOWN = Allowed.names(
            "role", "content", "name", "refusal", "tool_calls", "tool_call_id", "annotations", "reasoning_content");

    private final StringBuilder system = new StringBuilder();
    private final List<Object> messages = new ArrayList<>();
    private final List<Object> blocks = new ArrayList<>();
    private String role = "";

    private AnthropicMessages() {}

    static AnthropicMessages of(List<JsonObject> messages) throws UntranslatableException {
        AnthropicMessages conversation = new AnthropicMessages();
        for (JsonObject message : messages) {
            Allowed.only(KNOWN, message, " in a message");
            conversation.add(message);
        }
        conversation.endTurn();
        if (conversation.messages.isEmpty()) {
            throw new UntranslatableException("no message of the user's");
        }
        if (conversation.role.equals("assistant")) {
            // There it would be the beginning of the answer, here it is a turn of its own.
            throw new UntranslatableException("the assistant's message at its end");
        }
        return conversation;
    }

    @Nullable
    String system() {
        return system.isEmpty() ? null : system.toString();
    }

    List<Object> messages() {
        return messages;
    }

    private void add(JsonObject message) throws UntranslatableException {
        String from = message.textOrEmpty("role");
        switch (from) {
            case "system", "developer" -> {
                system.append(system.isEmpty() ? "" : "\n\n").append(OpenAiContent.text(message.get("content")));
            }
            case "user" -> {
                turn("user");
                OpenAiContent.toBlocks(message.get("content"), blocks);
            }
            case "assistant" -> assistant(message);
            case "tool" -> toolResult(message);
            default -> throw new UntranslatableException("a message of role \"" + from + "\"");
        }
    }

    private void assistant(JsonObject message) throws UntranslatableException {
        turn("assistant");
        OpenAiContent.toBlocks(message.get("content"), blocks);
        String refusal = message.text("refusal");
        if (refusal != null && !refusal.isEmpty()) {
            blocks.add(OpenAiContent.textBlock(refusal));
        }
        for (JsonObject call : message.objects("tool_calls")) {
            blocks.add(toolUse(call));
        }
    }

    private static JsonObject toolUse(JsonObject call) throws UntranslatableException {
        JsonObject function = call.object("function");
        if (function == null) {
            throw new UntranslatableException("a tool call of type \"" + call.textOrEmpty("type") + "\"");
        }
        String arguments = function.textOrEmpty("arguments");
        JsonObject input = arguments.isBlank() ? new JsonObject() : JsonObject.read(arguments);
        if (input == null) {
            throw new UntranslatableException("a tool call whose arguments are no JSON object");
        }
        return new JsonObject()
                .put("type", "tool_use")
                .put("id", id(call.textOrEmpty("id")))
                .put("name", function.textOrEmpty("name"))
                .put("input", input);
    }

    /** Other hosts put dots and colons into their ids, which Anthropic refuses. */
    private static String id(String id) {
        return id.replaceAll("[^a-zA-Z0-9_-]", "_");
    }

    private void toolResult(JsonObject message) throws UntranslatableException {
        turn("user");
        JsonObject result =
                new JsonObject().put("type", "tool_result").put("tool_use_id", id(message.textOrEmpty("tool_call_id")));
        String content = OpenAiContent.text(message.get("content"));
        blocks.add(content.isEmpty() ? result : result.put("content", content));
    }

    /** Messages of one role that follow each other are one turn. */
    private void turn(String of) {
        if (!role.equals(of)) {
            endTurn();
            role = of;
        }
    }

    private void endTurn() {
        if (!blocks.isEmpty()) {
            messages.add(new JsonObject().put("role", role).put("content", List.copyOf(blocks)));
            blocks.clear();
        }
    }
}
