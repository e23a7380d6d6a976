package dev.breakwater.wall;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import dev.breakwater.wall.app.CallReport;
import java.time.Duration;
import java.util.List;

/** Fault 15: the primary is down for a while, then healthy. The short form has a tenth of every time, the breaker's too. */
final class Outage {
    private static final int CALLS = 20;

    private Outage() {}

    static Trial trial(boolean full) {
        Duration outage = full ? Duration.ofSeconds(60) : Duration.ofSeconds(6);
        Trial trial = Trial.of(
                        "15",
                        "503 for " + outage.toSeconds() + " s, then healthy; 20 calls",
                        origins -> origins.primary().byDefault(Fault.forDuration(Fault.unavailable503(), outage)),
                        seen -> check(seen, outage))
                .withCalls(CALLS, outage.dividedBy(12));
        return full ? trial : trial.withUpstream("circuit-breaker: {wait-duration-in-open-state: 2s}");
    }

    private static void check(Observation seen, Duration outage) {
        for (CallReport report : seen.reports()) {
            seen.whole(report.number());
        }
        List<Hit> hits = seen.primary();
        long recoveredNanos = hits.get(0).arrivedNanos() + outage.toNanos();
        long backMillis = hits.stream()
                .mapToLong(hit -> hit.arrivedNanos() - recoveredNanos)
                .filter(nanos -> nanos > 0)
                .map(nanos -> nanos / 1_000_000)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        seen.require(backMillis <= outage.toMillis() / 2, "not back on the primary within half of the outage");
        String last = Answers.servedBy(seen.call(CALLS));
        seen.require(last.equals(Origins.PRIMARY), "the last call was served by " + last);
    }
}
