package dev.breakwater.wall;

import dev.breakwater.wall.app.CallReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a whole answer of the providers looks like: sixty words that say who answers, for which model, and count on. */
final class Answers {
    static final int TOKENS = 60;

    private Answers() {}

    /** Who began the answer. */
    static String servedBy(CallReport report) {
        return report.text().split(" ", 2)[0];
    }

    /** What is wrong with an answer that the application took for a success; null for a whole one. */
    static @Nullable String flaw(CallReport report) {
        String[] words = report.text().split(" ", -1);
        for (int n = 3; n <= Math.min(TOKENS, words.length); n++) {
            if (!words[n - 1].equals("t" + n)) {
                return "word " + n + " is \"" + words[n - 1] + '"';
            }
        }
        if (words.length != TOKENS) {
            return words.length + " of " + TOKENS + " words";
        }
        boolean finished = report.finishReason().toLowerCase(Locale.ROOT).matches("stop|end_turn");
        return finished ? null : "finish reason \"" + report.finishReason() + '"';
    }
}
