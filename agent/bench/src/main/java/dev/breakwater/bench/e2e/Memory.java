package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is held after the first call and after ten thousand, in fresh JVMs. */
public final class Memory {
    private static final int CALLS = 10_000;
    private static final double MEBIBYTE = 1 << 20;

    private final Setting setting;
    private final Variants variants;

    public Memory(Setting setting, Stub stub) {
        this.setting = setting;
        this.variants = new Variants(setting, stub);
    }

    /** Adds a section for each JVM. */
    public void measure(Report report) throws IOException {
        List<String> names = new ArrayList<>(List.of("none", "agent"));
        setting.otelAgent().ifPresent(jar -> names.add(Variants.OTEL));
        for (Jvm jvm : setting.mainJvms()) {
            Map<String, List<double[]>> first = new HashMap<>();
            Map<String, List<double[]>> last = new HashMap<>();
            int rounds = setting.rounds(2, 7);
            for (int round = 0; round < rounds; round++) {
                for (String name : names) {
                    try (Subject subject = variants.start(jvm, "okhttp", name)) {
                        subject.block("plain", 1, 1);
                        first.computeIfAbsent(name, n -> new ArrayList<>()).add(subject.memory());
                        subject.block("plain", CALLS, 1);
                        last.computeIfAbsent(name, n -> new ArrayList<>()).add(subject.memory());
                    }
                }
            }
            report.section(
                    "Memory, okhttp, " + jvm,
                    rounds
                            + " fresh JVMs each. Heap is what is left after a collection; beside it: without the agent.");
            for (String name : names.subList(1, names.size())) {
                rows(report, name + ", first call: ", first, name);
                rows(report, name + ", " + CALLS + " calls: ", last, name);
            }
            System.err.println("  " + jvm + ", memory: done");
        }
    }

    private static void rows(Report report, String when, Map<String, List<double[]>> held, String name) {
        boolean ours = name.equals("agent");
        List<double[]> with = Objects.requireNonNull(held.get(name));
        List<double[]> without = Objects.requireNonNull(held.get("none"));
        report.row(when + "heap", of(with, 0), of(without, 0), "MiB", ours ? Target.atMost(15, "MiB") : Target.NONE);
        report.row(when + "metaspace", of(with, 1), of(without, 1), "MiB", Target.NONE);
        report.row(when + "code", of(with, 2), of(without, 2), "MiB", Target.NONE);
        report.row(
                when + "metaspace and code",
                of(with, 1, 2),
                of(without, 1, 2),
                "MiB",
                ours ? Target.atMost(25, "MiB") : Target.NONE);
    }

    private static Samples of(List<double[]> held, int... which) {
        List<Double> sums = new ArrayList<>();
        for (double[] one : held) {
            double sum = 0;
            for (int i : which) {
                sum += one[i];
            }
            sums.add(sum / MEBIBYTE);
        }
        return Samples.of(sums);
    }
}
