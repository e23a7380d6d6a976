package dev.breakwater.policy.yaml;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of single values that are not text, URLs or secrets. */
final class ValueTypes {
    private static final Set<Node.Kind> ANY = EnumSet.of(Node.Kind.TEXT, Node.Kind.NUMBER, Node.Kind.BOOLEAN);
    private static final Pattern DURATION_FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern PERCENT_FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final Pattern SIZE_FORM = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
    private static final Pattern INTEGER_FORM = Pattern.compile("-?\\d{1,9}");
    private static final Pattern NUMBER_FORM = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,9})?");
    private static final Pattern MONEY_FORM = Pattern.compile("\\d{1,9}(?:\\.\\d{1,2})? [A-Z]{3}");
    private static final Set<Integer> REFUSED_STATUSES = new TreeSet<>(Set.of(400, 401, 403, 404, 413, 422));

    /** May be zero. */
    static final ValueType<Duration> DURATION = durations("a duration", "\\d{1,9}(ms|s|m|h)", 0);

    /** More than zero. */
    static final ValueType<Duration> POSITIVE_DURATION =
            durations("a duration of more than 0", "0*[1-9]\\d{0,8}(ms|s|m|h)", 1);

    /** {@code caller}, which reads as empty, or a duration. */
    static final ValueType<Optional<Duration>> DEADLINE = new ValueType<>(
            "`caller` or a duration of more than 0",
            "caller, 500ms, 30s, 5m or 2h",
            ANY,
            false,
            pattern("caller|0*[1-9]\\d{0,8}(ms|s|m|h)"),
            scalar -> {
                if (scalar.text().equals("caller")) {
                    return Optional.empty();
                }
                Duration duration = POSITIVE_DURATION.parser().parse(scalar);
                return duration == null ? null : Optional.of(duration);
            });

    /** 0 % to 100 %, read as 0 to 1. */
    static final ValueType<Double> PERCENTAGE = new ValueType<>(
            "a percentage between 0% and 100%",
            "5%", ANY, false, pattern("(100(\\.0+)?|\\d{1,2}(\\.\\d{1,6})?)%"), scalar -> percentage(scalar.text()));

    /** In bytes. */
    static final ValueType<Long> SIZE = new ValueType<>(
            "a size",
            "64KiB, 10MiB or 1GiB",
            ANY,
            false,
            pattern("\\d{1,9}(B|KiB|MiB|GiB)"),
            scalar -> size(scalar.text()));

    static final ValueType<Boolean> BOOLEAN = new ValueType<>(
            "true or false",
            "true or false",
            EnumSet.of(Node.Kind.BOOLEAN),
            false,
            Map.of("type", "boolean"),
            scalar -> switch (scalar.text()) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            });

    /** An amount and a currency. */
    static final ValueType<String> MONEY = new ValueType<>(
            "an amount with its currency",
            "50 USD",
            ANY,
            false,
            pattern("\\d{1,9}(\\.\\d{1,2})? [A-Z]{3}"),
            scalar -> MONEY_FORM.matcher(scalar.text()).matches() ? scalar.text() : null);

    /** The statuses that one item of {@code retry.statuses} means. */
    static final ValueType<Set<Integer>> STATUSES = new ValueType<>(
            "a status from 402 to 599 or 5xx",
            "408, 409, 425, 429 or 5xx",
            ANY,
            false,
            Map.of("anyOf", List.of(statusSchema(), pattern("5xx"))),
            scalar -> statuses(scalar.text()));

    private ValueTypes() {}

    static ValueType<Integer> integer(int min, int max) {
        String range = max == Integer.MAX_VALUE ? " of " + min + " or more" : " from " + min + " to " + max;
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", min);
        schema.put("maximum", Math.min(max, 999_999_999));
        return new ValueType<>(
                "a whole number" + range,
                "a number without quotes",
                EnumSet.of(Node.Kind.NUMBER),
                false,
                schema,
                scalar -> {
                    if (!INTEGER_FORM.matcher(scalar.text()).matches()) {
                        return null;
                    }
                    int value = Integer.parseInt(scalar.text());
                    return value < min || value > max ? null : value;
                });
    }

    /** A number that may have decimals, {@code min} included. */
    static ValueType<Double> number(double min) {
        return numbers(
                "of " + shown(min) + " or more", Map.of("type", "number", "minimum", min), value -> value >= min);
    }

    /** Resilience4j's thresholds: percent, as a bare number. */
    static final ValueType<Double> PERCENT_NUMBER = numbers(
            "above 0 and at most 100, in percent",
            Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 100),
            value -> value > 0 && value <= 100);

    /** An enum by its names in kebab case. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        Map<String, E> values = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) {
            values.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return oneOf(values);
    }

    /** Words that stand for values. */
    static <T> ValueType<T> oneOf(Map<String, T> values) {
        String names = String.join(", ", values.keySet());
        return new ValueType<>(
                "one of " + names,
                names.replaceFirst(", ([^,]+)$", " or $1"),
                ANY,
                false,
                Map.of("enum", List.copyOf(values.keySet())),
                scalar -> values.get(scalar.text()));
    }

    /** Words that stand for themselves. */
    static ValueType<String> word(String... words) {
        Map<String, String> values = new LinkedHashMap<>();
        Arrays.stream(words).forEach(word -> values.put(word, word));
        return oneOf(values);
    }

    static Map<String, Object> pattern(String regex) {
        return Map.of("type", "string", "pattern", "^(" + regex + ")$");
    }

    private static ValueType<Duration> durations(String expected, String regex, int minMillis) {
        return new ValueType<>(expected, "500ms, 30s, 5m or 2h", ANY, false, pattern(regex), scalar -> {
            Duration duration = duration(scalar.text());
            return duration == null || duration.toMillis() < minMillis ? null : duration;
        });
    }

    private static ValueType<Double> numbers(
            String range, Map<String, Object> schema, java.util.function.DoublePredicate inRange) {
        return new ValueType<>(
                "a number " + range,
                "a number without quotes or unit",
                EnumSet.of(Node.Kind.NUMBER),
                false,
                schema,
                scalar -> {
                    if (!NUMBER_FORM.matcher(scalar.text()).matches()) {
                        return null;
                    }
                    double value = Double.parseDouble(scalar.text());
                    return inRange.test(value) ? value : null;
                });
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION_FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.of(amount, ChronoUnit.HOURS);
        };
    }

    private static @Nullable Double percentage(String text) {
        Matcher matcher = PERCENT_FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        double percent = Double.parseDouble(matcher.group(1));
        return percent > 100 ? null : percent / 100;
    }

    private static @Nullable Long size(String text) {
        Matcher matcher = SIZE_FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "B" -> amount;
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            default -> amount << 30;
        };
    }

    private static Map<String, Object> statusSchema() {
        return Map.of(
                "type",
                "integer",
                "minimum",
                402,
                "maximum",
                599,
                "not",
                Map.of("enum", List.copyOf(REFUSED_STATUSES)));
    }

    private static @Nullable Set<Integer> statuses(String text) {
        if (text.equals("5xx")) {
            Set<Integer> all = new TreeSet<>();
            for (int status = 500; status <= 599; status++) {
                all.add(status);
            }
            return all;
        }
        if (text.equals("4xx")) {
            throw new IllegalArgumentException("4xx holds statuses that are never sent again, such as 400 and 401");
        }
        if (!INTEGER_FORM.matcher(text).matches()) {
            return null;
        }
        int status = Integer.parseInt(text);
        if (REFUSED_STATUSES.contains(status)) {
            throw new IllegalArgumentException(status
                    + " is never sent again: the same request would fail the same way, or use up a rejected key");
        }
        return status < 402 || status > 599 ? null : Set.of(status);
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
