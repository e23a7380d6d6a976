package dev.breakwater.dialect.translation;

import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.json.JsonObject;
import dev.breakwater.message.Header;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat completions served by Anthropic's Messages API. What only shapes an answer's style or its price (penalties, seed,
 * reasoning effort, caching) is left out; what it would miss in substance makes the call untranslatable.
 */
final class ToAnthropic implements Translation {
    /** Anthropic asks for a limit; OpenAI's callers need not give one. */
    private static final long DEFAULT_MAX_TOKENS = 8192;

    private static final List<Header> HEADERS =
            List.of(new Header("content-type", "application/json"), new Header("anthropic-version", "2023-06-01"));
    private static final List<String> FOREIGN_HEADERS =
            List.of("openai-organization", "openai-project", "openai-beta", "accept-encoding");

    static final Set<String> KNOWN = Allowed.names(
            "model",
            "messages",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "stop",
            "stream",
            "stream_options",
            "n",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "user",
            "modalities",
            // Left out: they shape, hint, label or cost, and change nothing that an answer must have.
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "reasoning_effort",
            "verbosity",
            "prediction",
            "service_tier",
            "metadata",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention");

    @Override
    public TranslatedCall call(Request request, RequestFacts facts, @Nullable String model, Url endpoint)
            throws UntranslatableException {
        if (!request.url().path().endsWith("/chat/completions")
                || !request.method().equals("POST")) {
            throw new UntranslatableException("another operation than a chat completion");
        }
        byte[] bytes = request.body().bytes();
        JsonObject asked = bytes == null ? null : JsonObject.read(bytes);
        if (asked == null) {
            throw new UntranslatableException("a body that cannot be read");
        }
        check(asked);
        AnthropicTools tools = AnthropicTools.of(asked);
        JsonObject body = body(asked, model, tools);
        JsonObject streamOptions = asked.object("stream_options");
        boolean usage = streamOptions != null && streamOptions.isTrue("include_usage");
        return new TranslatedCall(
                path(endpoint), FOREIGN_HEADERS, HEADERS, body.toBytes(), new FromAnthropic(tools.answerTool(), usage));
    }

    private static void check(JsonObject asked) throws UntranslatableException {
        Allowed.only(KNOWN, asked, "");
        if (asked.number("n", 1) != 1) {
            throw new UntranslatableException("`n` of " + asked.number("n", 1));
        }
        if (asked.get("modalities") instanceof List<?> modalities
                && !List.of("text").equals(modalities)) {
            throw new UntranslatableException("`modalities` other than text");
        }
    }

    /** As Anthropic's own SDKs have it, a base URL is without its version; but many write it down. */
    private static String path(Url endpoint) {
        return endpoint.path().endsWith("/v1") ? "/messages" : "/v1/messages";
    }

    private static JsonObject body(JsonObject asked, @Nullable String model, AnthropicTools tools)
            throws UntranslatableException {
        AnthropicMessages conversation = AnthropicMessages.of(asked.objects("messages"));
        long max = asked.number("max_completion_tokens", asked.number("max_tokens", DEFAULT_MAX_TOKENS));
        JsonObject body = new JsonObject()
                .putIfGiven("model", model)
                .put("max_tokens", max)
                .putIfGiven("system", conversation.system())
                .put("messages", conversation.messages())
                .putIfGiven("stop_sequences", stopSequences(asked.get("stop")))
                .putIfGiven("tools", tools.tools())
                .putIfGiven("tool_choice", tools.choice());
        sampling(asked, body);
        if (asked.isTrue("stream")) {
            body.put("stream", true);
        }
        String user = asked.text("user");
        return user == null ? body : body.put("metadata", new JsonObject().put("user_id", user));
    }

    /** Anthropic's scale ends at 1, and its newer models take one of the two only. */
    private static void sampling(JsonObject asked, JsonObject body) {
        if (asked.get("temperature") instanceof BigDecimal temperature) {
            body.put("temperature", temperature.min(BigDecimal.ONE));
        } else {
            body.putIfGiven("top_p", asked.get("top_p"));
        }
    }

    private static @Nullable List<Object> stopSequences(@Nullable Object stop) throws UntranslatableException {
        if (Allowed.saysNothing(stop)) {
            return null;
        }
        List<Object> sequences = new ArrayList<>();
        for (Object sequence : stop instanceof List<?> several ? several : List.of(stop)) {
            if (!(sequence instanceof String text) || text.isBlank()) {
                throw new UntranslatableException("a `stop` of nothing but white space");
            }
            sequences.add(text);
        }
        return sequences;
    }
}
