package dev.breakwater.dialect;

/**
 * Tokens as the provider reported them. Input includes what was read from or written to a cache; output includes reasoning.
 *
 * @param input prompt tokens, cached ones included
 * @param cacheRead of the input, served from the provider's cache
 * @param cacheWrite of the input, written to the provider's cache
 * @param reasoning of the output, spent on thinking
 */
public record TokenUsage(long input, long output, long cacheRead, long cacheWrite, long reasoning) {

    public static TokenUsage of(long input, long output) {
        return new TokenUsage(input, output, 0, 0, 0);
    }
}
