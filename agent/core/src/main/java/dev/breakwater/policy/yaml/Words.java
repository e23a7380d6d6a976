package dev.breakwater.policy.yaml;

import java.time.Duration;

/** Values as the policy file writes them. */
final class Words {
    private Words() {}

    /** In the largest unit that gives a whole number: {@code 90s}, {@code 2h}. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 60 ? seconds / 60 + "m" : seconds + "s";
    }
}
