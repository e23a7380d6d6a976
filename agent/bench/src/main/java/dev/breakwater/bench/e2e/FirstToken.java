package dev.breakwater.bench.e2e;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.app.LlmClient;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The time to the first token over a thousand streams of each variant, in short blocks that take turns. The bare client is
 * measured twice, in two JVMs of its own: how much those two differ is the noise that the agent's difference is held against.
 */
public final class FirstToken {
    private static final int STREAMS = 25;
    private static final String NONE = "none";
    private static final String TWIN = "none again";
    private static final String AGENT = "agent";
    private static final String OBSERVING = "agent-observing";
    private static final List<String> NAMES = List.of(NONE, TWIN, AGENT);

    private final Setting setting;
    private final Variants variants;

    public FirstToken(Setting setting, Stub stub) {
        this.setting = setting;
        this.variants = new Variants(setting, stub);
    }

    /** Adds a section for each JVM and HTTP client. */
    public void measure(Report report) throws IOException {
        for (Jvm jvm : setting.mainJvms()) {
            for (String client : List.of("okhttp", "jdk")) {
                measure(report, jvm, client, NAMES, 1);
            }
        }
    }

    /**
     * Adds a section for each JVM, of an application that has its HTTP client called by a provider's library. That one works for some
     * time with what comes before the first token, and does it while the provider thinks if it is given that at once; so
     * the agent is there a second time, which only observes and holds nothing back.
     */
    public void measureLibrary(Report report) throws IOException {
        for (Jvm jvm : setting.mainJvms()) {
            // Its calls take twice as long, or more.
            measure(report, jvm, LlmClient.OPENAI_JAVA, List.of(NONE, TWIN, AGENT, OBSERVING), 0.5);
        }
    }

    private void measure(Report report, Jvm jvm, String client, List<String> names, double warmth) throws IOException {
        Comparison late = new Comparison();
        Comparison early = new Comparison();
        // Two JVMs that run the same differ by more than the agent costs. That evens out over many of them only,
        // each variant having been the first to start as often as the others, or nearly so.
        int launches = setting.rounds(1, 6);
        int rounds = setting.rounds(12, 7);
        for (int launch = 0; launch < launches; launch++) {
            List<Subject> subjects = new ArrayList<>();
            try {
                for (int i = 0; i < names.size(); i++) {
                    subjects.add(variants.start(jvm, client, names.get((i + launch) % names.size())));
                }
                warmUp(subjects, warmth);
                rounds(subjects, "late", rounds, late);
                rounds(subjects, "early", rounds, early);
            } finally {
                subjects.forEach(Subject::close);
            }
            System.err.println("  " + jvm + ", " + client + ": " + (launch + 1) + " of " + launches + " starts");
        }
        report.section(
                "Time to the first token, " + client + ", " + jvm,
                launches * rounds * STREAMS + " streams of each variant, " + STREAMS
                        + " of one and then of the next, spread over "
                        + launches + " starts of each JVM. \"" + TWIN
                        + "\" is the bare client in another JVM: the noise. The agent's target is a difference within that,"
                        + " at most the larger quartile of those differences. \"Late\" streams pause for 2 ms between their head"
                        + " and their first token, the others come as fast as loopback can; both pause behind it, as providers"
                        + " do.");
        compare(report, late, names, "late first token");
        compare(report, early, names, "first token");
    }

    /** Compilers that share two cores with three programs take their time; most of the code is a plain call's. */
    private void warmUp(List<Subject> subjects, double warmth) throws IOException {
        Interleaving.warmUp(subjects, "plain", 1, subject -> (int) (warmth * setting.rounds(10_000, 50_000)));
        Interleaving.warmUp(subjects, "stream", 1, subject -> (int) (warmth * setting.rounds(1500, 30_000)));
    }

    private static void rounds(List<Subject> subjects, String mode, int rounds, Comparison into) throws IOException {
        Interleaving.run(subjects, rounds, subject -> into.add(subject.name, subject.block(mode, STREAMS, 1)));
    }

    /** Which of two equal programs is the slower one is chance: what counts is how far apart they are. */
    private static double noise(Samples differences) {
        return Math.ceil(Math.max(Math.abs(differences.quantile(0.25)), Math.abs(differences.quantile(0.75))));
    }

    private static void compare(Report report, Comparison streams, List<String> names, String what) {
        for (double quantile : new double[] {0.5, 0.95}) {
            String name = ": " + what + (quantile == 0.5 ? " p50" : " p95");
            Samples bare = streams.firstToken(NONE, quantile);
            Samples twin = streams.firstToken(TWIN, quantile);
            double noise = noise(twin.minus(bare));
            report.row(TWIN + name, twin, bare, "µs", Target.NONE);
            report.row(AGENT + name, streams.firstToken(AGENT, quantile), bare, "µs", Target.atMost(noise, "µs"));
            if (names.contains(OBSERVING)) {
                report.row(OBSERVING + name, streams.firstToken(OBSERVING, quantile), bare, "µs", Target.NONE);
            }
        }
    }
}
