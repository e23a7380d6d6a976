package dev.breakwater.dialect;

import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as they are reported in an answer. A later report replaces an earlier one, field by field, since streams report
 * cumulative figures. Not thread-safe.
 */
public final class UsageFields {
    /** Field numbers from here up to {@link ErrorFields#FIRST} are taken in a shape that uses them. */
    public static final int FIRST = 900;

    public static final int INPUT = FIRST;
    public static final int OUTPUT = FIRST + 1;
    public static final int CACHE_READ = FIRST + 2;
    public static final int CACHE_WRITE = FIRST + 3;
    public static final int REASONING = FIRST + 4;

    /** Input that is reported beside the rest, such as what tools have added to the prompt. */
    public static final int MORE_INPUT = FIRST + 5;

    private static final int KINDS = 6;

    private final long[] tokens = new long[KINDS];
    private boolean seen;

    /** Adds OpenAI's names, which most others use as well, for a usage object at {@code place}. */
    public static JsonShape.Builder describeOpenAi(JsonShape.Builder shape, String place) {
        String at = place + ".";
        return shape.field(INPUT, at + "prompt_tokens", at + "input_tokens")
                .field(OUTPUT, at + "completion_tokens", at + "output_tokens")
                .field(
                        CACHE_READ,
                        at + "prompt_tokens_details.cached_tokens",
                        at + "input_tokens_details.cached_tokens")
                .field(CACHE_READ, at + "prompt_cache_hit_tokens")
                .field(CACHE_WRITE, at + "prompt_tokens_details.cache_write_tokens")
                .field(CACHE_WRITE, at + "input_tokens_details.cache_write_tokens")
                .field(REASONING, at + "completion_tokens_details.reasoning_tokens")
                .field(REASONING, at + "output_tokens_details.reasoning_tokens");
    }

    /** Takes the value if it is a figure of usage. */
    public void accept(int field, JsonValue value) {
        int kind = field - FIRST;
        if (kind < 0 || kind >= KINDS) {
            return;
        }
        long number = value.number(-1);
        if (number >= 0) {
            tokens[kind] = number;
            seen = true;
        }
    }

    /** For providers whose input leaves out what was read from or written to a cache. */
    public @Nullable TokenUsage withCacheApart() {
        return seen
                ? new TokenUsage(tokens[0] + tokens[2] + tokens[3], tokens[1], tokens[2], tokens[3], tokens[4])
                : null;
    }

    /** For providers whose output leaves out the thinking. */
    public @Nullable TokenUsage withReasoningApart() {
        return seen
                ? new TokenUsage(tokens[0] + tokens[5], tokens[1] + tokens[4], tokens[2], tokens[3], tokens[4])
                : null;
    }

    /** As reported, or null when nothing was. */
    public @Nullable TokenUsage total() {
        return seen ? new TokenUsage(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4]) : null;
    }
}
