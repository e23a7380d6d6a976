package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Tokens as Anthropic counts them: what was read from a cache or written to it is not part of the input. */
record AnthropicUsage(long input, long cacheWrite, long cacheRead, long output) {
    static final AnthropicUsage NONE = new AnthropicUsage(0, 0, 0, 0);

    static AnthropicUsage of(@Nullable JsonObject usage) {
        return NONE.updated(usage);
    }

    /** A later report of the same answer: counters that it has replace those of before. */
    AnthropicUsage updated(@Nullable JsonObject usage) {
        return usage == null
                ? this
                : new AnthropicUsage(
                        usage.number("input_tokens", input),
                        usage.number("cache_creation_input_tokens", cacheWrite),
                        usage.number("cache_read_input_tokens", cacheRead),
                        usage.number("output_tokens", output));
    }

    /** From OpenAI's counters, where the input is all of it. */
    static AnthropicUsage ofOpenAi(@Nullable JsonObject usage) {
        if (usage == null) {
            return NONE;
        }
        JsonObject details = usage.object("prompt_tokens_details");
        long read = details == null ? 0 : details.number("cached_tokens", 0);
        long write = details == null ? 0 : details.number("cache_write_tokens", 0);
        long prompt = usage.number("prompt_tokens", 0);
        return new AnthropicUsage(
                Math.max(0, prompt - read - write), write, read, usage.number("completion_tokens", 0));
    }

    JsonObject asOpenAi() {
        long prompt = input + cacheWrite + cacheRead;
        return new JsonObject()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", output)
                .put("total_tokens", prompt + output)
                .put("prompt_tokens_details", new JsonObject().put("cached_tokens", cacheRead));
    }

    JsonObject asAnthropic() {
        return new JsonObject()
                .put("input_tokens", input)
                .put("cache_creation_input_tokens", cacheWrite)
                .put("cache_read_input_tokens", cacheRead)
                .put("output_tokens", output);
    }
}
