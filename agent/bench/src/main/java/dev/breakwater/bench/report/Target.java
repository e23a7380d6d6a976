package dev.breakwater.bench.report;

import java.util.Locale;

/**
 * What a row is to reach.
 *
 * @param atMost whether smaller is better
 * @param limit the last good value; NaN for rows that only inform
 */
public record Target(boolean atMost, double limit, String unit) {
    /** For rows that are there to compare with. */
    public static final Target NONE = new Target(true, Double.NaN, "");

    public static Target atMost(double limit, String unit) {
        return new Target(true, limit, unit);
    }

    public static Target atLeast(double limit, String unit) {
        return new Target(false, limit, unit);
    }

    String words() {
        return Double.isNaN(limit) ? "" : (atMost ? "≤ " : "≥ ") + plain() + " " + unit;
    }

    private String plain() {
        return limit == Math.rint(limit) ? String.format(Locale.ROOT, "%,d", (long) limit) : Double.toString(limit);
    }

    String verdict(double value) {
        if (Double.isNaN(limit)) {
            return "";
        }
        return (atMost ? value <= limit : value >= limit) ? "yes" : "no";
    }
}
