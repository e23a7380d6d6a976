package dev.breakwater.bench.start;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.e2e.Stub;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Target;
import dev.breakwater.bench.start.Attached.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts each program without an agent, with one that does nothing, with ours and with OpenTelemetry's, in turn. */
public final class StartUp {
    private final Setting setting;
    private final String provider;
    private final Attached attached;

    /** @param stub whose base URL names it by address; its port answers under any name */
    public StartUp(Setting setting, Stub stub) throws IOException {
        this.setting = setting;
        this.provider = stub.baseUrl();
        this.attached = new Attached(setting, stub.policy(), stub.telemetry("start"));
    }

    /** Adds a section for each JVM. */
    public void measure(Report report) throws IOException, InterruptedException {
        for (Jvm jvm : setting.mainJvms()) {
            report.section(
                    "Start-up, " + jvm,
                    rounds()
                            + " rounds, each variant once a round in a fresh JVM. Beside it: for ours the same JVM with an agent"
                            + " whose premain is empty, for that one and for OpenTelemetry's no agent at all. Telemetry goes to a"
                            + " collector on loopback; a program that has any to send sets up OpenTelemetry's SDK for it as it"
                            + " ends, which counts for the whole program.");
            List<Variant> variants = variants(jvm);
            program(report, jvm, variants, "hello world", 15, List.of("HelloMain"));
            String unmatched = provider.replace("127.0.0.1", "localhost");
            program(report, jvm, variants, "all clients, one call each", 100, List.of("ClientsMain", unmatched));
            spring(report, jvm, variants);
            for (String client : List.of("jdk", "okhttp")) {
                firstCall(report, jvm, client);
            }
            new FirstCallParts(setting, attached, provider).measure(report, jvm);
        }
    }

    private int rounds() {
        return setting.rounds(3, 15);
    }

    /**
     * OpenTelemetry's agent takes half of all the time here, and the same on either JVM: the first one alone has it, if there
     * is time.
     */
    private List<Variant> variants(Jvm jvm) {
        boolean yardstick = jvm.equals(setting.jvms().get(0)) && setting.effort() != Setting.Effort.QUICK;
        return attached.variants().stream()
                .filter(variant -> yardstick || variant != Variant.OTEL)
                .toList();
    }

    private void program(Report report, Jvm jvm, List<Variant> variants, String name, double limit, List<String> main)
            throws IOException, InterruptedException {
        Times times = times(jvm, variants, main);
        Target target = Target.atMost(limit, "ms");
        report.row(name + ", wall", times.wall(Variant.OURS), times.wall(Variant.EMPTY), "ms", target);
        report.row(name + ", CPU", times.cpu(Variant.OURS), times.cpu(Variant.EMPTY), "ms", target);
        for (Variant other : List.of(Variant.EMPTY, Variant.OTEL)) {
            if (times.has(other)) {
                String what = other == Variant.EMPTY ? "empty premain: " : "OpenTelemetry's agent: ";
                report.row(what + name + ", wall", times.wall(other), times.wall(Variant.NONE), "ms", Target.NONE);
                report.row(what + name + ", CPU", times.cpu(other), times.cpu(Variant.NONE), "ms", Target.NONE);
            }
        }
        System.err.println("  " + jvm + ", " + name + ": done");
    }

    private void firstCall(Report report, Jvm jvm, String client) throws IOException, InterruptedException {
        List<Variant> variants = List.of(Variant.NONE, Variant.EMPTY, Variant.OURS);
        Times times = times(jvm, variants, List.of("FirstCallMain", client, provider));
        String name = "first matched call, " + client;
        report.row(
                name + ", the call itself",
                times.printed(Variant.OURS),
                times.printed(Variant.NONE),
                "ms",
                Target.atMost(50, "ms"));
        report.row(
                name + ", whole program wall", times.wall(Variant.OURS), times.wall(Variant.EMPTY), "ms", Target.NONE);
        report.row(name + ", whole program CPU", times.cpu(Variant.OURS), times.cpu(Variant.EMPTY), "ms", Target.NONE);
        System.err.println("  " + jvm + ", " + name + ": done");
    }

    private Times times(Jvm jvm, List<Variant> variants, List<String> main) throws IOException, InterruptedException {
        List<String> program =
                new ArrayList<>(List.of("-cp", Setting.applicationPath(), "dev.breakwater.bench.app." + main.get(0)));
        program.addAll(main.subList(1, main.size()));
        return Times.measure(
                variants,
                rounds(),
                variant -> Fresh.run(attached.command(jvm.java(), variant, program), attached.environment()));
    }

    /** Beside no agent at all: in a start of seconds, an empty one does not show. */
    private void spring(Report report, Jvm jvm, List<Variant> variants) throws IOException, InterruptedException {
        if (setting.sampleApp().isEmpty()) {
            report.skip("Spring Boot: sample-app/target/sample-app.jar is missing, run without --no-build");
            return;
        }
        List<String> program = List.of(
                "-jar",
                setting.sampleApp().get().toString(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--llm.api-key=sk-bench",
                "--llm.base-url=" + provider);
        Times times = Times.measure(
                variants.stream().filter(variant -> variant != Variant.EMPTY).toList(),
                setting.rounds(2, 15),
                variant -> FirstAnswer.of(attached.command(jvm.java(), variant, program), attached.environment()));
        String name = "Spring Boot to the first LLM answer";
        for (Variant other : times.has(Variant.OTEL) ? List.of(Variant.OURS, Variant.OTEL) : List.of(Variant.OURS)) {
            boolean ours = other == Variant.OURS;
            String what = (ours ? "" : "OpenTelemetry's agent: ") + name;
            Target target = ours ? Target.atMost(1.1, "×") : Target.NONE;
            report.ratioRow(
                    what + " (beside no agent), wall", times.wall(other), times.wall(Variant.NONE), "ms", target);
            report.ratioRow(
                    what + " (beside no agent), CPU", times.cpu(other), times.cpu(Variant.NONE), "ms", Target.NONE);
        }
        System.err.println("  " + jvm + ", " + name + ": done");
    }
}
