package dev.breakwater.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the report as it is written, so that a report can be read again.
 *
 * @param ratio times the yardstick, as {@code 1.234 [1.200 to 1.300]}; empty without a yardstick
 * @param met {@code yes}, {@code no}, or empty without a target
 */
record Row(
        String section,
        String what,
        String measured,
        String yardstick,
        String ratio,
        String difference,
        String target,
        String met) {
    static final String HEADING = """
            | What | Measured | Beside it | Ratio [spread] | Difference [spread] | Target | Met |
            |---|---:|---:|---:|---:|---:|---|
            """;
    private static final Pattern SPREAD = Pattern.compile("(-?[0-9.,]+) \\[(-?[0-9.,]+) to (-?[0-9.,]+)]");

    /** What was measured, around its median: see {@link Samples#low}. */
    record Spread(double median, double low, double high) {
        boolean holds(double value) {
            return value >= low && value <= high;
        }
    }

    String line() {
        return "| " + String.join(" | ", what, measured, yardstick, ratio, difference, target, met) + " |\n";
    }

    /** The ratio as numbers, if there is one. */
    Optional<Spread> spread() {
        Matcher numbers = SPREAD.matcher(ratio);
        return numbers.matches()
                ? Optional.of(new Spread(number(numbers.group(1)), number(numbers.group(2)), number(numbers.group(3))))
                : Optional.empty();
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /** The rows of a written report; what is no row of such a table is passed over. */
    static List<Row> read(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.substring(3).strip();
            } else if (line.startsWith("| ") && !line.startsWith("| What |")) {
                String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
                List<String> texts = Arrays.stream(cells).map(String::strip).toList();
                if (texts.size() == 7) {
                    rows.add(new Row(
                            section,
                            texts.get(0),
                            texts.get(1),
                            texts.get(2),
                            texts.get(3),
                            texts.get(4),
                            texts.get(5),
                            texts.get(6)));
                }
            }
        }
        return rows;
    }
}
