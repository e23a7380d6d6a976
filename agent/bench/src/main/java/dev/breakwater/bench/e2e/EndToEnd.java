package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import java.io.IOException;
import java.util.List;

/** Whole calls, in short blocks: in every round each variant has its turn, so that all see the same weather. */
public final class EndToEnd {
    private static final int CALLS = 250;
    private static final int CALLERS = 8;

    private final Setting setting;
    private final Variants variants;

    public EndToEnd(Setting setting, Stub stub) {
        this.setting = setting;
        this.variants = new Variants(setting, stub);
    }

    /** Adds a section for each JVM and client. */
    public void measure(Report report) throws IOException {
        for (Jvm jvm : setting.quick() ? setting.jvms().subList(0, 1) : setting.jvms()) {
            for (String client : List.of("okhttp", "jdk")) {
                measure(report, jvm, client);
            }
        }
    }

    private void measure(Report report, Jvm jvm, String client) throws IOException {
        try (Subject none = variants.start(jvm, client, "none");
                Subject on = variants.start(jvm, client, "agent");
                Subject off = variants.start(jvm, client, "agent-silent");
                Subject byHand = variants.start(jvm, client, "by-hand");
                Subject raw = variants.start(jvm, "raw", "raw")) {
            List<Subject> subjects = List.of(none, on, off, byHand, raw);
            warmUp(subjects, 1);
            Comparison plain = rounds(subjects, "plain", 1, setting.rounds(24, 80));
            Comparison stream = rounds(subjects, "stream", 1, setting.rounds(16, 60));
            // Only now: its threads end some time later, and with them goes what they have used.
            warmUp(subjects, CALLERS);
            Comparison many = rounds(subjects, "plain", CALLERS, setting.rounds(16, 60));
            report.section(
                    "End to end, " + client + ", " + jvm,
                    CALLS + " calls a block, rounds of one block each: " + plain.rounds() + " plain, " + stream.rounds()
                            + " streamed, " + many.rounds() + " with " + CALLERS + " callers.");
            plain(report, plain);
            stream(report, stream);
            many(report, many);
            memory(report, none, on);
            System.err.println("  " + jvm + ", " + client + ": done");
        }
    }

    private void warmUp(List<Subject> subjects, int callers) throws IOException {
        int calls = setting.rounds(2500, 10_000);
        for (Subject subject : subjects) {
            subject.block("plain", calls, callers);
            if (callers == 1) {
                subject.block("stream", calls / 3, callers);
            }
        }
    }

    private static Comparison rounds(List<Subject> subjects, String mode, int callers, int rounds) throws IOException {
        Comparison comparison = new Comparison();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                // Another one begins each time: who comes first may find the caches cold.
                Subject subject = subjects.get((i + round) % subjects.size());
                comparison.add(subject.name, subject.block(mode, CALLS, callers));
            }
        }
        return comparison;
    }

    private static void plain(Report report, Comparison calls) {
        for (String variant : List.of("agent", "agent-silent", "by-hand", "raw")) {
            boolean ours = variant.equals("agent");
            report.row(
                    variant + ": plain, p50",
                    calls.latency(variant, 0.5),
                    calls.latency("none", 0.5),
                    "µs",
                    ours ? Target.atMost(20, "µs") : Target.NONE);
            report.row(
                    variant + ": plain, p99",
                    calls.latency(variant, 0.99),
                    calls.latency("none", 0.99),
                    "µs",
                    ours ? Target.atMost(60, "µs") : Target.NONE);
            report.row(
                    variant + ": plain, CPU a call",
                    calls.cpu(variant),
                    calls.cpu("none"),
                    "µs",
                    ours ? Target.atMost(30, "µs") : Target.NONE);
        }
    }

    private static void stream(Report report, Comparison calls) {
        for (String variant : List.of("agent", "agent-silent", "by-hand", "raw")) {
            report.row(
                    variant + ": streamed, first token p50",
                    calls.firstToken(variant, 0.5),
                    calls.firstToken("none", 0.5),
                    "µs",
                    Target.NONE);
            report.row(
                    variant + ": streamed, whole p50",
                    calls.latency(variant, 0.5),
                    calls.latency("none", 0.5),
                    "µs",
                    Target.NONE);
            report.row(variant + ": streamed, CPU a call", calls.cpu(variant), calls.cpu("none"), "µs", Target.NONE);
        }
    }

    private static void many(Report report, Comparison calls) {
        for (String variant : List.of("agent", "agent-silent", "by-hand", "raw")) {
            report.ratioRow(
                    variant + ": " + CALLERS + " callers, calls/s",
                    calls.rate(variant),
                    calls.rate("none"),
                    "/s",
                    variant.equals("agent") ? Target.atLeast(0.95, "×") : Target.NONE);
        }
    }

    private static void memory(Report report, Subject none, Subject ours) throws IOException {
        double[] without = none.memory();
        double[] with = ours.memory();
        mebibytes(report, "memory: heap after collection", with[0], without[0], Target.atMost(15, "MiB"));
        mebibytes(
                report,
                "memory: metaspace and code",
                with[1] + with[2],
                without[1] + without[2],
                Target.atMost(25, "MiB"));
    }

    private static void mebibytes(Report report, String what, double with, double without, Target target) {
        report.row(what, Samples.of(List.of(with / 1048576)), Samples.of(List.of(without / 1048576)), "MiB", target);
    }
}
