package dev.breakwater.dialect.translation;

import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.json.JsonObject;
import dev.breakwater.message.Header;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages API served by OpenAI's chat completions. Thinking is left out: a model of another maker thinks, or not, on
 * its own terms. What an answer would miss in substance makes the call untranslatable.
 */
final class ToOpenAi implements Translation {
    private static final int MAX_STOPS = 4;
    private static final List<Header> HEADERS = List.of(new Header("content-type", "application/json"));
    private static final List<String> FOREIGN_HEADERS = List.of(
            "anthropic-version", "anthropic-beta", "anthropic-dangerous-direct-browser-access", "accept-encoding");

    static final Set<String> KNOWN = Allowed.names(
            "model",
            "max_tokens",
            "system",
            "messages",
            "stop_sequences",
            "stream",
            "temperature",
            "top_p",
            "tools",
            "tool_choice",
            "metadata",
            "output_config",
            "output_format",
            // Left out: they shape, hint or cost, and change nothing that an answer must have.
            "thinking",
            "top_k",
            "service_tier",
            "inference_geo",
            "cache_control");

    private static final Set<String> OUTPUT = Allowed.names("effort", "format");

    @Override
    public TranslatedCall call(Request request, RequestFacts facts, @Nullable String model, Url endpoint)
            throws UntranslatableException {
        String path = request.url().path();
        if (!path.endsWith("/messages") || !request.method().equals("POST")) {
            throw new UntranslatableException("another operation than a message");
        }
        byte[] bytes = request.body().bytes();
        JsonObject asked = bytes == null ? null : JsonObject.read(bytes);
        if (asked == null) {
            throw new UntranslatableException("a body that cannot be read");
        }
        Allowed.only(KNOWN, asked, "");
        byte[] body = body(asked, model, endpoint).toBytes();
        return new TranslatedCall("/chat/completions", FOREIGN_HEADERS, HEADERS, body, FromOpenAi.INSTANCE);
    }

    private static JsonObject body(JsonObject asked, @Nullable String model, Url endpoint)
            throws UntranslatableException {
        JsonObject body = new JsonObject()
                .putIfGiven("model", model)
                .put("messages", OpenAiMessages.of(asked.get("system"), asked.objects("messages")))
                .putIfGiven(maxTokens(endpoint), asked.get("max_tokens"))
                .putIfGiven("temperature", asked.get("temperature"))
                .putIfGiven("top_p", asked.get("top_p"));
        if (asked.get("stop_sequences") instanceof List<?> stops && !stops.isEmpty()) {
            if (stops.size() > MAX_STOPS) {
                throw new UntranslatableException("more than " + MAX_STOPS + " `stop_sequences`");
            }
            body.put("stop", stops);
        }
        OpenAiTools.put(asked, body);
        format(asked, body);
        JsonObject metadata = asked.object("metadata");
        body.putIfGiven("user", metadata == null ? null : metadata.text("user_id"));
        if (asked.isTrue("stream")) {
            body.put("stream", true).put("stream_options", new JsonObject().put("include_usage", true));
        }
        return body;
    }

    /** OpenAI's reasoning models take the newer name only, most hosts that are compatible with it the older one. */
    private static String maxTokens(Url endpoint) {
        boolean openAi =
                endpoint.host().endsWith(".openai.com") || endpoint.host().endsWith(".azure.com");
        return openAi ? "max_completion_tokens" : "max_tokens";
    }

    private static void format(JsonObject asked, JsonObject body) throws UntranslatableException {
        JsonObject output = asked.object("output_config");
        if (output != null) {
            Allowed.only(OUTPUT, output, " in `output_config`");
        }
        JsonObject format = output != null && output.object("format") != null
                ? output.object("format")
                : asked.object("output_format");
        if (format == null) {
            return;
        }
        JsonObject schema = format.object("schema");
        if (schema == null || !format.textOrEmpty("type").equals("json_schema")) {
            throw new UntranslatableException("an output format of type \"" + format.textOrEmpty("type") + "\"");
        }
        JsonObject named =
                new JsonObject().put("name", "answer").put("strict", true).put("schema", schema);
        body.put("response_format", new JsonObject().put("type", "json_schema").put("json_schema", named));
    }
}
