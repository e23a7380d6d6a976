package dev.breakwater.dialect.anthropic;

import dev.breakwater.dialect.TokenUsage;
import org.jspecify.annotations.Nullable;

/** The counters of a message's usage; each is cumulative within one answer. Used by one thread at a time. */
final class MessageUsage {
    private static final String[] NAMES = {
        "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens"
    };
    private static final int INPUT = 0;
    private static final int CACHE_WRITE = 1;
    private static final int CACHE_READ = 2;
    private static final int OUTPUT = 3;
    static final int COUNTERS = NAMES.length;

    private final long[] counts = new long[COUNTERS];
    private final boolean[] given = new boolean[COUNTERS];

    static String name(int counter) {
        return NAMES[counter];
    }

    long get(int counter) {
        return counts[counter];
    }

    void set(int counter, long count) {
        counts[counter] = count;
        given[counter] = true;
    }

    /** A later report of the same answer: what it counts replaces what was counted. */
    void update(MessageUsage later) {
        for (int i = 0; i < COUNTERS; i++) {
            if (later.given[i]) {
                set(i, later.counts[i]);
            }
        }
    }

    /** The sum of two answers. */
    MessageUsage plus(MessageUsage other) {
        MessageUsage sum = new MessageUsage();
        for (int i = 0; i < COUNTERS; i++) {
            sum.counts[i] = counts[i] + other.counts[i];
            sum.given[i] = given[i] || other.given[i];
        }
        return sum;
    }

    /** This and the last answer's, which has been counted elsewhere. */
    @Nullable
    TokenUsage addedTo(@Nullable TokenUsage last) {
        if (!given[INPUT] && !given[OUTPUT]) {
            return last;
        }
        TokenUsage other = last == null ? TokenUsage.of(0, 0) : last;
        long input = counts[INPUT] + counts[CACHE_WRITE] + counts[CACHE_READ];
        return new TokenUsage(
                input + other.input(),
                counts[OUTPUT] + other.output(),
                counts[CACHE_READ] + other.cacheRead(),
                counts[CACHE_WRITE] + other.cacheWrite(),
                other.reasoning());
    }
}
