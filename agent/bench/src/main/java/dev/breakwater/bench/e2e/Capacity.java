package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the provider can do, asked by a bare socket: that it is not what is measured is seen, not assumed. */
final class Capacity {
    private static final int CALLS = 2000;

    private final Setting setting;
    private final Stub stub;

    Capacity(Setting setting, Stub stub) {
        this.setting = setting;
        this.stub = stub;
    }

    void measure(Report report) throws IOException {
        List<Double> cpu = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        try (Subject raw = new Variants(setting, stub).start(setting.jvms().get(0), "raw", "raw")) {
            raw.block("plain", 4 * CALLS, 1);
            for (int round = 0; round < setting.rounds(8, 20); round++) {
                long before = stub.cpuNanos();
                one.add(raw.block("plain", CALLS, 1).rate());
                cpu.add((stub.cpuNanos() - before) / (CALLS * 1000.0));
                many.add(raw.block("plain", CALLS, 8).rate());
            }
        }
        report.section(
                "The provider",
                "Bare sockets with ready-made requests, on the same cores. Compare with what the clients reach (the rows \"raw\""
                        + " say how many times as much that is).");
        report.row("CPU of an answer", Samples.of(cpu), "µs", Target.NONE);
        report.row("one caller", Samples.of(one), "/s", Target.NONE);
        report.row("many callers", Samples.of(many), "/s", Target.NONE);
    }
}
