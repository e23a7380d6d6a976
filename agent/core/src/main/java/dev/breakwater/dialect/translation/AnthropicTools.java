package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's tools as Anthropic has them. An answer in JSON, too: the model is made to call one tool whose input is the answer, which
 * holds it to the schema where asking for it in words would not.
 *
 * @param tools null for none
 * @param choice null for the model's own
 * @param answerTool the tool whose input is the answer's text, or null
 */
record AnthropicTools(
        @Nullable List<Object> tools,
        @Nullable JsonObject choice,
        @Nullable String answerTool) {
    private static final Set<String> KNOWN_TOOL = Allowed.names("type", "function");
    private static final String ANSWER = "json_answer";

    static AnthropicTools of(JsonObject asked) throws UntranslatableException {
        JsonObject format = asked.object("response_format");
        String kind = format == null ? "text" : format.textOrEmpty("type");
        List<JsonObject> tools = asked.objects("tools");
        if (format == null || kind.equals("text")) {
            return tools.isEmpty()
                    ? new AnthropicTools(null, null, null)
                    : new AnthropicTools(tools(tools), choice(asked), null);
        }
        if (!tools.isEmpty()) {
            throw new UntranslatableException("tools together with an answer in JSON");
        }
        return switch (kind) {
            case "json_object" -> answer(new JsonObject().put("type", "object"), "The answer, as one JSON object.");
            case "json_schema" -> answer(format.object("json_schema"));
            default -> throw new UntranslatableException("a `response_format` of type \"" + kind + "\"");
        };
    }

    private static AnthropicTools answer(@Nullable JsonObject named) throws UntranslatableException {
        JsonObject schema = named == null ? null : named.object("schema");
        if (named == null || schema == null || !schema.textOrEmpty("type").equals("object")) {
            throw new UntranslatableException("a `response_format` whose schema is not an object's");
        }
        String about = named.text("description");
        return answer(schema, about != null ? about : "The answer. Its name: " + named.textOrEmpty("name") + ".");
    }

    private static AnthropicTools answer(JsonObject schema, String description) {
        JsonObject tool = new JsonObject()
                .put("name", ANSWER)
                .put("description", description)
                .put("input_schema", schema);
        JsonObject choice =
                new JsonObject().put("type", "tool").put("name", ANSWER).put("disable_parallel_tool_use", true);
        return new AnthropicTools(List.of(tool), choice, ANSWER);
    }

    private static List<Object> tools(List<JsonObject> asked) throws UntranslatableException {
        List<Object> tools = new ArrayList<>();
        for (JsonObject tool : asked) {
            JsonObject function = tool.object("function");
            Allowed.only(KNOWN_TOOL, tool, " in a tool");
            if (function == null || !tool.textOrEmpty("type").equals("function")) {
                throw new UntranslatableException("a tool of type \"" + tool.textOrEmpty("type") + "\"");
            }
            JsonObject parameters = function.object("parameters");
            tools.add(new JsonObject()
                    .put("name", function.textOrEmpty("name"))
                    .putIfGiven("description", function.text("description"))
                    .put(
                            "input_schema",
                            parameters != null && !parameters.names().isEmpty()
                                    ? parameters
                                    : new JsonObject().put("type", "object")));
        }
        return tools;
    }

    private static @Nullable JsonObject choice(JsonObject asked) throws UntranslatableException {
        JsonObject choice = choice(asked.get("tool_choice"));
        if (!Boolean.FALSE.equals(asked.get("parallel_tool_calls"))) {
            return choice;
        }
        JsonObject single = choice == null ? new JsonObject().put("type", "auto") : choice;
        return single.textOrEmpty("type").equals("none") ? single : single.put("disable_parallel_tool_use", true);
    }

    private static @Nullable JsonObject choice(@Nullable Object asked) throws UntranslatableException {
        if (asked == null) {
            return null;
        }
        JsonObject function = asked instanceof JsonObject named ? named.object("function") : null;
        if (function != null) {
            return new JsonObject().put("type", "tool").put("name", function.textOrEmpty("name"));
        }
        String type =
                "auto".equals(asked) || "none".equals(asked) ? (String) asked : "required".equals(asked) ? "any" : "";
        if (type.isEmpty()) {
            throw new UntranslatableException(
                    "a `tool_choice` of another kind than auto, none, required or one function");
        }
        return new JsonObject().put("type", type);
    }
}
