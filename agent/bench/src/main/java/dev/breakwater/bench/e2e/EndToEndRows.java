package dev.breakwater.bench.e2e;

import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Target;

/** What the blocks say, in rows. */
final class EndToEndRows {
    private static final String NONE = "none";
    private static final String AGENT = "agent";

    private final Report report;
    private final Comparison plain;
    private final Comparison stream;
    private final Comparison many;

    EndToEndRows(Report report, Comparison plain, Comparison stream, Comparison many) {
        this.report = report;
        this.plain = plain;
        this.stream = stream;
        this.many = many;
    }

    /** A variant beside the bare client. */
    void beside(String variant) {
        latency(variant, 0.5, "p50", 20);
        latency(variant, 0.99, "p99", 60);
        report.row(variant + ": plain, CPU a call", plain.cpu(variant), plain.cpu(NONE), "µs", limit(variant, 30));
        report.row(
                variant + ": streamed, first token p50",
                stream.firstToken(variant, 0.5),
                stream.firstToken(NONE, 0.5),
                "µs",
                Target.NONE);
        report.row(
                variant + ": streamed, whole p50",
                stream.latency(variant, 0.5),
                stream.latency(NONE, 0.5),
                "µs",
                Target.NONE);
        report.row(variant + ": streamed, CPU a call", stream.cpu(variant), stream.cpu(NONE), "µs", Target.NONE);
        report.ratioRow(
                variant + ": many callers, calls/s",
                many.rate(variant),
                many.rate(NONE),
                "/s",
                variant.equals(AGENT) ? Target.atLeast(0.95, "×") : Target.NONE);
        report.row(variant + ": many callers, CPU a call", many.cpu(variant), many.cpu(NONE), "µs", Target.NONE);
        report.row(
                variant + ": many callers, p99",
                many.latency(variant, 0.99),
                many.latency(NONE, 0.99),
                "µs",
                Target.NONE);
    }

    private void latency(String variant, double quantile, String name, int limit) {
        report.row(
                variant + ": plain, " + name,
                plain.latency(variant, quantile),
                plain.latency(NONE, quantile),
                "µs",
                limit(variant, limit));
    }

    private static Target limit(String variant, int limit) {
        return variant.equals(AGENT) ? Target.atMost(limit, "µs") : Target.NONE;
    }

    /** The agent beside another way to the same end; the target is for the CPU time of a call. */
    void against(String yardstick, Target cpu) {
        String of = " beside " + yardstick;
        report.ratioRow("plain, p50" + of, plain.latency(AGENT, 0.5), plain.latency(yardstick, 0.5), "µs", Target.NONE);
        report.ratioRow(
                "plain, p99" + of, plain.latency(AGENT, 0.99), plain.latency(yardstick, 0.99), "µs", Target.NONE);
        report.ratioRow("plain, CPU a call" + of, plain.cpu(AGENT), plain.cpu(yardstick), "µs", cpu);
        report.ratioRow(
                "streamed, first token p50" + of,
                stream.firstToken(AGENT, 0.5),
                stream.firstToken(yardstick, 0.5),
                "µs",
                Target.NONE);
        report.ratioRow("many callers, calls/s" + of, many.rate(AGENT), many.rate(yardstick), "/s", Target.NONE);
    }
}
