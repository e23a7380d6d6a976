package dev.breakwater.cli;

import dev.breakwater.policy.HostPattern;
import java.time.Duration;
import java.util.Locale;

/** Values in the policy file's own notation. */
final class Shown {
    private Shown() {}

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code 0.2} as {@code 20%}. */
    static String share(double ratio) {
        return number(ratio * 100) + "%";
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    static String pattern(HostPattern pattern) {
        String base = pattern.base().toString();
        return pattern.wildcard() ? base.replace("://.", "://*.") : base;
    }

    /** A value, marked when it is the default. */
    static String marked(Object value, boolean isDefault) {
        return isDefault ? value + " (default)" : value.toString();
    }
}
