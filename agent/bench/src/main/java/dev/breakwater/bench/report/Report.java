package dev.breakwater.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table in the making: sections of rows in Markdown. Not thread-safe. */
public final class Report {
    private static final String HEADING = """
            | What | Measured | Without the agent | Difference [quartiles] | Target | Met |
            |---|---:|---:|---:|---:|---|
            """;

    private final StringBuilder text = new StringBuilder();
    private final List<String> missed = new ArrayList<>();

    /** Text above the tables and between them. */
    public Report paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    /** Begins another table. */
    public Report section(String title, String remark) {
        text.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(remark)
                .append("\n\n")
                .append(HEADING);
        return this;
    }

    /** Something by itself. */
    public void row(String what, Samples measured, String unit, Target target) {
        line(what, spread(measured, unit), "", "", target, measured.median());
    }

    /** Something and its yardstick, measured in the same rounds; the target is for the difference. */
    public void row(String what, Samples measured, Samples yardstick, String unit, Target target) {
        Samples difference = measured.minus(yardstick);
        line(
                what,
                number(measured.median()) + " " + unit,
                number(yardstick.median()) + " " + unit,
                signed(difference, unit),
                target,
                difference.median());
    }

    /** Something and its yardstick; the target is for the ratio. */
    public void ratioRow(String what, Samples measured, Samples yardstick, String unit, Target target) {
        Samples ratio = measured.over(yardstick);
        line(
                what,
                number(measured.median()) + " " + unit,
                number(yardstick.median()) + " " + unit,
                "× " + spread(ratio, "").trim(),
                target,
                ratio.median());
    }

    private void line(String what, String measured, String yardstick, String difference, Target target, double judged) {
        String verdict = target.verdict(judged);
        if (verdict.equals("no")) {
            missed.add(what);
        }
        text.append(String.join(" | ", "| " + what, measured, yardstick, difference, target.words(), verdict + " |\n"));
    }

    /** What did not reach its target. */
    public List<String> missed() {
        return List.copyOf(missed);
    }

    private static String spread(Samples samples, String unit) {
        return number(samples.median()) + " " + unit + " [" + number(samples.quantile(0.25)) + " to "
                + number(samples.quantile(0.75)) + "]";
    }

    private static String signed(Samples samples, String unit) {
        return (samples.median() < 0 ? "" : "+") + spread(samples, unit);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
