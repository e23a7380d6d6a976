package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.TokenUsage;

/**
 * What streamed chat completions say that they have written; cumulative within one answer.
 *
 * @param completion tokens, reasoning included
 * @param reasoning of them, spent on thinking
 */
record ChatUsage(long completion, long reasoning) {
    static final ChatUsage NONE = new ChatUsage(0, 0);

    /** The sum of two answers. */
    ChatUsage plus(ChatUsage other) {
        return new ChatUsage(completion + other.completion, reasoning + other.reasoning);
    }

    /** The usage of an answer that went on behind this. */
    TokenUsage addedTo(TokenUsage last) {
        return new TokenUsage(
                last.input(),
                last.output() + completion,
                last.cacheRead(),
                last.cacheWrite(),
                last.reasoning() + reasoning);
    }
}
