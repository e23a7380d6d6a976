package dev.breakwater.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Every way in which providers write a time or a span of it. Each method gives nanoseconds, or -1 for what is none. */
final class TimeNotation {
    private static final long UNKNOWN = -1;

    /** Plain numbers from here on are seconds since the epoch: nobody asks for thirty years of patience. */
    private static final double EPOCH_SECONDS = 1e9;

    private static final double EPOCH_MILLIS = 1e12;

    /** A century: beyond it nanoseconds overflow and nobody waits. */
    private static final double MAX_SECONDS = 100 * 365.0 * 86_400;

    private TimeNotation() {}

    /** Seconds, a duration, seconds or milliseconds since the epoch, RFC 3339, or one of HTTP's three dates. */
    static long nanos(@Nullable String text, long nowEpochMillis) {
        if (text == null || text.isBlank()) {
            return UNKNOWN;
        }
        String plain = text.strip();
        double number = number(plain);
        if (number >= EPOCH_SECONDS) {
            double epochMillis = number >= EPOCH_MILLIS ? number : number * 1000;
            return ofSeconds(Math.max(0, (epochMillis - nowEpochMillis) / 1000));
        }
        if (number >= 0) {
            return ofSeconds(number);
        }
        long duration = duration(plain);
        return duration >= 0 ? duration : untilDate(plain, nowEpochMillis);
    }

    /** A plain number of milliseconds. */
    static long millis(@Nullable String text) {
        double number = text == null ? UNKNOWN : number(text.strip());
        return number < 0 ? UNKNOWN : ofSeconds(number / 1000);
    }

    /** A duration as Go and Google write it: {@code 12ms}, {@code 1s}, {@code 6m0s}, {@code 2m59.56s}, {@code 1h2m3s}. */
    static long duration(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return UNKNOWN;
        }
        double seconds = 0;
        int at = 0;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && isNumeric(text.charAt(unit))) {
                unit++;
            }
            int next = unit;
            while (next < text.length() && !isNumeric(text.charAt(next))) {
                next++;
            }
            double number = number(text.substring(at, unit));
            double scale = secondsOf(text.substring(unit, next));
            if (number < 0 || scale < 0) {
                return UNKNOWN;
            }
            seconds += number * scale;
            at = next;
        }
        return ofSeconds(seconds);
    }

    private static double secondsOf(String unit) {
        return switch (unit) {
            case "ns" -> 1e-9;
            case "us", "\u00b5s" -> 1e-6;
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> UNKNOWN;
        };
    }

    private static long untilDate(String text, long nowEpochMillis) {
        for (DateTimeFormatter format : Formats.ALL) {
            try {
                long epochMillis = format.parse(text, Instant::from).toEpochMilli();
                return TimeUnit.MILLISECONDS.toNanos(Math.max(0, epochMillis - nowEpochMillis));
            } catch (DateTimeException | ArithmeticException e) {
                // Another of the formats may fit.
            }
        }
        return UNKNOWN;
    }

    private static long ofSeconds(double seconds) {
        return seconds > MAX_SECONDS ? UNKNOWN : Math.round(seconds * 1e9);
    }

    /** Digits with at most one point; unlike Java's own parser no NaN, no exponent and no suffix. */
    private static double number(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isNumeric(text.charAt(i))) {
                return UNKNOWN;
            }
            points += text.charAt(i) == '.' ? 1 : 0;
        }
        return text.isEmpty() || text.length() == points || points > 1 || text.length() > 32
                ? UNKNOWN
                : Double.parseDouble(text);
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    /** Apart, since most processes never see a date in here. */
    private static final class Formats {
        static final DateTimeFormatter[] ALL = {
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("EEE MMM ppd HH:mm:ss yyyy")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
        };

        private Formats() {}
    }
}
