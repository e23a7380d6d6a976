package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Anthropic's tools as OpenAI has them; tools that Anthropic runs or knows by itself exist nowhere else. */
final class OpenAiTools {
    private static final Set<String> KNOWN = Allowed.names(
            "type",
            "name",
            "description",
            "input_schema",
            "cache_control",
            "strict",
            "eager_input_streaming",
            "input_examples");

    private OpenAiTools() {}

    static void put(JsonObject asked, JsonObject body) throws UntranslatableException {
        List<Object> tools = new ArrayList<>();
        for (JsonObject tool : asked.objects("tools")) {
            tools.add(tool(tool));
        }
        if (tools.isEmpty()) {
            return;
        }
        body.put("tools", tools);
        JsonObject choice = asked.object("tool_choice");
        if (choice != null) {
            body.put("tool_choice", choice(choice));
            if (choice.isTrue("disable_parallel_tool_use")) {
                body.put("parallel_tool_calls", false);
            }
        }
    }

    private static JsonObject tool(JsonObject tool) throws UntranslatableException {
        String type = tool.textOrEmpty("type");
        if (!type.isEmpty() && !type.equals("custom")) {
            throw new UntranslatableException("a tool of type \"" + type + "\"");
        }
        Allowed.only(KNOWN, tool, " in a tool");
        JsonObject function = new JsonObject()
                .put("name", tool.textOrEmpty("name"))
                .putIfGiven("description", tool.text("description"))
                .putIfGiven("parameters", tool.object("input_schema"));
        if (tool.isTrue("strict")) {
            function.put("strict", true);
        }
        return new JsonObject().put("type", "function").put("function", function);
    }

    private static Object choice(JsonObject choice) throws UntranslatableException {
        return switch (choice.textOrEmpty("type")) {
            case "auto" -> "auto";
            case "none" -> "none";
            case "any" -> "required";
            case "tool" ->
                new JsonObject()
                        .put("type", "function")
                        .put("function", new JsonObject().put("name", choice.textOrEmpty("name")));
            default ->
                throw new UntranslatableException("a `tool_choice` of type \"" + choice.textOrEmpty("type") + "\"");
        };
    }
}
