package dev.breakwater.wall;

import dev.breakwater.testing.Hit;
import dev.breakwater.wall.app.CallReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened in one cell: at the providers, whose log is the judge, and in the application. */
record Observation(Cell cell, List<Hit> primary, List<Hit> fallback, List<CallReport> reports) {

    static Observation of(Cell cell, List<CallReport> reports) {
        return new Observation(
                cell, cell.origins().primary().hits(), cell.origins().fallback().hits(), reports);
    }

    void require(boolean met, String otherwise) {
        if (!met) {
            throw new Miss(otherwise);
        }
    }

    /** So many requests at the two providers, neither more nor less. */
    void hits(int atPrimary, int atFallback) {
        require(
                primary.size() == atPrimary && fallback.size() == atFallback,
                "expected " + atPrimary + " + " + atFallback + " requests");
    }

    /** Every call was answered in whole, by this provider from its beginning. */
    void answeredBy(String provider) {
        for (CallReport report : reports) {
            answeredBy(provider, report.number());
        }
    }

    /** One call was answered in whole by this provider. */
    void answeredBy(String provider, int number) {
        whole(number);
        String served = Answers.servedBy(call(number));
        require(served.equals(provider), "call " + number + " was served by " + served + ", not " + provider);
    }

    /** One call was answered in whole. */
    void whole(int number) {
        require(call(number).answered(), "call " + number + " was not answered");
    }

    void within(Duration limit) {
        for (CallReport report : reports) {
            require(
                    report.tookMillis() <= limit.toMillis(),
                    "call " + report.number() + " took " + seconds(report.tookMillis()) + ", more than "
                            + seconds(limit.toMillis()));
        }
    }

    CallReport call(int number) {
        return reports.get(number - 1);
    }

    /** From the first request at the primary to the second one. */
    long gapMillis() {
        require(primary.size() > 1, "expected a second request at the primary");
        return millis(primary.get(0), primary.get(1));
    }

    static long millis(Hit from, Hit to) {
        return (to.arrivedNanos() - from.arrivedNanos()) / 1_000_000;
    }

    /** What holds under every fault. */
    void always() {
        for (CallReport report : reports) {
            String flaw = report.answered() ? Answers.flaw(report) : null;
            require(flaw == null, "call " + report.number() + " was a success to the application, but has " + flaw);
        }
        require(reports.size() == cell.trial().calls(), "the application still waited for a call when time was up");
        int sends = primary.size() + fallback.size();
        require(sends <= 4 * reports.size(), sends + " sends for " + reports.size() + " call(s)");
    }

    /** Whether every call was answered; otherwise what passes does so by a clear error. */
    boolean allAnswered() {
        return reports.stream().allMatch(CallReport::answered);
    }

    /** Who saw a key that was not for them, or saw none; null when all is well. */
    @Nullable
    String strayKey() {
        String atPrimary = stray(primary, Origins.strangersToPrimary());
        return atPrimary != null ? "the primary saw " + atPrimary : strayAtFallback();
    }

    private @Nullable String strayAtFallback() {
        String stray = stray(fallback, Origins.strangersToFallback());
        if (stray != null) {
            return "the fallback saw " + stray;
        }
        String own = cell.origins().fallbackKey();
        boolean keyed = fallback.stream().allMatch(hit -> own.equals(hit.key()));
        return keyed ? null : "the fallback did not see its own key";
    }

    private static @Nullable String stray(List<Hit> hits, List<String> strangers) {
        for (Hit hit : hits) {
            String everything = hit.path() + hit.headers() + hit.bodyText();
            for (String stranger : strangers) {
                if (everything.contains(stranger)) {
                    return "a key " + stranger + "...";
                }
            }
        }
        return null;
    }

    /** Hits and what the application saw, in one line. */
    String evidence() {
        int away = cell.origins().sentAway();
        return (away == 0 ? "" : away + " sent away, ") + "primary " + arrivals(primary) + ", fallback "
                + arrivals(fallback) + "; application: "
                + reports.stream().map(Observation::seen).distinct().collect(Collectors.joining("; "));
    }

    private String arrivals(List<Hit> hits) {
        if (hits.isEmpty()) {
            return "0 requests";
        }
        Hit first = primary.isEmpty() ? hits.get(0) : primary.get(0);
        return hits.size() + " at "
                + hits.stream().map(hit -> seconds(millis(first, hit))).collect(Collectors.joining(", "));
    }

    private static String seen(CallReport report) {
        String what = report.answered()
                ? "%d words by %s, model %s, usage %d + %d"
                        .formatted(
                                report.text().split(" ").length,
                                Answers.servedBy(report),
                                report.model(),
                                report.promptTokens(),
                                report.completionTokens())
                : report.error();
        String shown = what.length() > 240 ? what.substring(0, 240) + "..." : what;
        return shown.replaceAll("\\s+", " ") + " after " + seconds(report.tookMillis());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
