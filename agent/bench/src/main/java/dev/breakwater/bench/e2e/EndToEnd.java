package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whole calls, in short blocks: in every round each variant has its turn, so that all see the same weather. */
public final class EndToEnd {
    private static final int CALLS = 250;
    /**
     * What many callers leave to be recorded and sent is some milliseconds' work a block: in a short one most of it would fall into
     * the next program's turn.
     */
    private static final int CALLS_OF_MANY = 2_000;

    private static final int CALLERS = 8;

    private final Setting setting;
    private final Stub stub;
    private final Variants variants;

    public EndToEnd(Setting setting, Stub stub) {
        this.setting = setting;
        this.stub = stub;
        this.variants = new Variants(setting, stub);
    }

    /** Adds a section for the provider itself, and one for each JVM and client. */
    public void measure(Report report) throws IOException {
        new Capacity(setting, stub).measure(report);
        if (setting.otelAgent().isEmpty()) {
            report.skip(
                    "OpenTelemetry's agent: agent/bench/target/opentelemetry-agent is missing, run without --no-build");
        }
        List<Hop> hops = Hop.start(setting, stub.port(), report);
        try {
            for (Jvm jvm : setting.mainJvms()) {
                for (String client : List.of("okhttp", "jdk")) {
                    measure(report, jvm, client, hops);
                }
            }
        } finally {
            hops.forEach(Hop::close);
        }
    }

    private void measure(Report report, Jvm jvm, String client, List<Hop> hops) throws IOException {
        Comparison plain = new Comparison();
        Comparison stream = new Comparison();
        Comparison many = new Comparison();
        List<String> others = List.of();
        for (int launch = 0; launch < setting.launches(); launch++) {
            List<Subject> subjects = new ArrayList<>();
            try {
                start(jvm, client, hops, subjects);
                others = subjects.stream().map(subject -> subject.name).skip(1).toList();
                warmUp(subjects, 1);
                rounds(subjects, "plain", 1, setting.rounds(12, 30), plain);
                rounds(subjects, "stream", 1, setting.rounds(10, 20), stream);
                warmUp(subjects, CALLERS);
                rounds(subjects, "plain", CALLERS, setting.rounds(5, 20), many);
                checkTelemetry(subjects);
            } finally {
                subjects.forEach(Subject::close);
            }
        }
        report(report, jvm, client, others, plain, stream, many);
        System.err.println("  " + jvm + ", " + client + ": done");
    }

    private void start(Jvm jvm, String client, List<Hop> hops, List<Subject> subjects) throws IOException {
        for (String variant : List.of("none", "agent", "agent-silent", "by-hand", Variants.SPAN)) {
            subjects.add(variants.start(jvm, client, variant));
        }
        if (setting.otelAgent().isPresent()) {
            subjects.add(variants.start(jvm, client, Variants.OTEL));
        }
        for (Hop hop : hops) {
            subjects.add(variants.start(jvm, client, hop));
        }
        subjects.add(variants.start(jvm, "raw", "raw"));
    }

    /** Without an exporter at work OpenTelemetry's SDK costs nothing, and the rows would not say what they mean. */
    private void checkTelemetry(List<Subject> subjects) throws IOException {
        for (Subject subject : subjects) {
            boolean sends =
                    List.of("agent", "by-hand", Variants.SPAN, Variants.OTEL).contains(subject.name);
            if (sends && setting.effort() != Setting.Effort.SMOKE && !stub.heardFrom(subject.name)) {
                throw new IOException(subject.name + " has sent no telemetry");
            }
        }
    }

    private void report(
            Report report,
            Jvm jvm,
            String client,
            List<String> others,
            Comparison plain,
            Comparison stream,
            Comparison many) {
        report.section(
                "End to end, " + client + ", " + jvm,
                CALLS + " calls a block, " + CALLS_OF_MANY + " where there are " + CALLERS
                        + " callers (Portkey fewer, it is slower), rounds of one block each: " + plain.rounds()
                        + " plain, " + stream.rounds() + " streamed, " + many.rounds() + " with " + CALLERS
                        + " callers, spread over " + setting.launches()
                        + " starts of each JVM, as no two compile alike, warmed up in turns. Telemetry goes to a collector on loopback. Beside it: the same client without the agent. CPU is"
                        + " that of client and, with a proxy, proxy. \"raw\" is a bare socket, what the provider alone takes; \"span-alone\""
                        + " makes one span a call, without an attribute, and nothing else: the floor under telemetry.");
        EndToEndRows rows = new EndToEndRows(report, plain, stream, many);
        others.forEach(rows::beside);
        report.section(
                "The agent beside its yardsticks, " + client + ", " + jvm,
                "From the same rounds; beside it: what the row's name says.");
        others.stream()
                .filter(name -> !name.startsWith("agent")
                        && !List.of("raw", Variants.SPAN).contains(name))
                .forEach(name -> rows.against(name, name.equals("by-hand") ? Target.atMost(1, "×") : Target.NONE));
    }

    private void warmUp(List<Subject> subjects, int callers) throws IOException {
        // The more code a variant has, the later all of it is compiled; most of it is a plain call's.
        int calls = setting.rounds(2500, 60_000);
        if (callers == 1) {
            Interleaving.warmUp(subjects, "plain", callers, subject -> slow(subject) ? calls / 20 : calls);
            Interleaving.warmUp(subjects, "stream", callers, subject -> slow(subject) ? calls / 8 / 400 : calls / 8);
        } else {
            Interleaving.warmUp(subjects, "plain", callers, subject -> slow(subject) ? calls / 3 / 20 : calls / 3);
        }
    }

    private static void rounds(List<Subject> subjects, String mode, int callers, int rounds, Comparison into)
            throws IOException {
        Interleaving.run(
                subjects,
                rounds,
                subject -> into.add(subject.name, subject.block(mode, calls(subject, mode, callers), callers)));
    }

    private static int calls(Subject subject, String mode, int callers) {
        int calls = callers == 1 ? CALLS : CALLS_OF_MANY;
        return !slow(subject) ? calls : mode.equals("plain") ? calls / 5 : calls / 25;
    }

    /** It takes a millisecond for a call and thirty for a stream. */
    private static boolean slow(Subject subject) {
        return subject.name.equals("portkey");
    }
}
