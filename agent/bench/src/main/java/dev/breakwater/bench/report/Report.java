package dev.breakwater.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables in the making: sections of rows in Markdown, and at their end the rows that have a target. Not thread-safe. */
public final class Report {
    private final StringBuilder text = new StringBuilder();
    private final List<Row> rows = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private String section = "";

    /** Begins another table. */
    public Report section(String title, String remark) {
        section = title;
        text.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(remark)
                .append("\n\n")
                .append(Row.HEADING);
        return this;
    }

    /** What was not measured, and how it could be. Said once, however often it is told. */
    public void skip(String what) {
        if (!skipped.contains(what)) {
            skipped.add(what);
        }
    }

    /** Something by itself. */
    public void row(String what, Samples measured, String unit, Target target) {
        add(what, spread(measured, unit), "", "", "", target, measured.median());
    }

    /** Something and its yardstick, measured in the same rounds; the target is for the difference. */
    public void row(String what, Samples measured, Samples yardstick, String unit, Target target) {
        compare(
                what,
                measured,
                yardstick,
                unit,
                target,
                measured.minus(yardstick).median());
    }

    /** Something and its yardstick; the target is for the ratio. */
    public void ratioRow(String what, Samples measured, Samples yardstick, String unit, Target target) {
        compare(
                what,
                measured,
                yardstick,
                unit,
                target,
                measured.over(yardstick).median());
    }

    private void compare(String what, Samples measured, Samples yardstick, String unit, Target target, double judged) {
        Samples difference = measured.minus(yardstick);
        add(
                what,
                number(measured.median()) + " " + unit,
                number(yardstick.median()) + " " + unit,
                ratio(measured.over(yardstick)),
                (difference.median() < 0 ? "" : "+") + spread(difference, unit),
                target,
                judged);
    }

    private void add(
            String what,
            String measured,
            String yardstick,
            String ratio,
            String difference,
            Target target,
            double judged) {
        Row row =
                new Row(section, what, measured, yardstick, ratio, difference, target.words(), target.verdict(judged));
        rows.add(row);
        text.append(row.line());
    }

    /** What did not reach its target. */
    public List<String> missed() {
        return rows.stream()
                .filter(row -> row.met().equals("no"))
                .map(row -> row.section() + ": " + row.what())
                .toList();
    }

    private static String spread(Samples samples, String unit) {
        return number(samples.median()) + " " + unit + " [" + number(samples.low()) + " to " + number(samples.high())
                + "]";
    }

    /** Nothing where the yardstick was nothing: no multiple of it says anything. */
    private static String ratio(Samples ratio) {
        return Double.isFinite(ratio.low()) && Double.isFinite(ratio.high())
                ? String.format(Locale.ROOT, "%.3f [%.3f to %.3f]", ratio.median(), ratio.low(), ratio.high())
                : "";
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        skipped.forEach(what -> all.append("- not measured: ").append(what).append('\n'));
        all.append(text).append("\n# What has a target\n\n").append(summaryHeading());
        for (Row row : rows) {
            if (!row.met().isEmpty()) {
                all.append("| ")
                        .append(String.join(
                                " | ",
                                row.section(),
                                row.what(),
                                row.ratio(),
                                row.difference().isEmpty() ? row.measured() : row.difference(),
                                row.target(),
                                row.met()))
                        .append(" |\n");
            }
        }
        List<String> missed = missed();
        return all.append(
                        missed.isEmpty()
                                ? "\nEvery row that has a target reached it.\n"
                                : "\nMissed: " + String.join("; ", missed) + ".\n")
                .toString();
    }

    private static String summaryHeading() {
        return """
                | Where | What | Ratio [spread] | Judged [spread] | Target | Met |
                |---|---|---:|---:|---:|---|
                """;
    }
}
