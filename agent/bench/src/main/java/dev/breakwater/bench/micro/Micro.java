package dev.breakwater.bench.micro;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks fork by fork and turns what they say into rows. */
public final class Micro {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /**
     * The compiler does not inline what it has already compiled into more than so many bytes. So what a JVM did first, of which an
     * agent's start is a part, decides what becomes of a client's code, and that is ten times as much as a hook.
     */
    private static final String INLINE_WHATEVER_ITS_SIZE = "-XX:InlineSmallCode=20000";

    private static final List<Hook> HOOKS = List.of(
            new Hook("JDK", "jdk", 15, 0),
            new Hook("Apache HttpClient 5", "apache5", 15, 0),
            new Hook("Apache HttpClient 4", "apache4", 15, 0),
            new Hook("Apache HttpClient 5, asynchronous", "apache5Async", 15, 0),
            new Hook("Apache HttpAsyncClient 4", "apache4Async", 15, 0),
            new Hook("HttpURLConnection", "urlConnection", 15, 0),
            new Hook("AWS SDK on Netty", "awsSdk", 15, 0),
            new Hook("Spring WebClient", "webClient", 60, 128),
            new Hook("OkHttp", "okhttp", 60, 128),
            new Hook("OkHttp, application interceptor", "okhttpIntercepted", 60, 128),
            new Hook("OkHttp, whole call", "okhttpCall", 0, 128),
            new Hook("OkHttp, whole call, application interceptor", "okhttpInterceptedCall", 0, 128));

    /** Those of clients that block, and whose time can be told. */
    private static final Set<String> QUICK =
            Set.of("jdk", "apache5", "apache4", "urlConnection", "okhttp", "okhttpIntercepted");

    private final Setting setting;
    private final String agent;

    /** @param policy names hosts that no benchmark calls */
    public Micro(Setting setting, java.nio.file.Path policy) {
        this.setting = setting;
        this.agent = "-javaagent:" + setting.agentJar() + "=" + policy;
    }

    /** A benchmark of a hook, and what that may cost; 0 nanoseconds: the benchmark cannot tell. */
    private record Hook(String what, String benchmark, int nanos, int bytes) {
        Target time() {
            return nanos == 0 ? Target.NONE : Target.atMost(nanos, "ns");
        }

        /** Half a byte: allocations beside the benchmark's own, spread over all of its calls. */
        Target allocated() {
            return Target.atMost(bytes + 0.5, "B");
        }
    }

    /** Nanoseconds and bytes of each benchmark, by its name, one number a fork. */
    private static final class Scores {
        final Map<String, List<Double>> nanos = new TreeMap<>();
        final Map<String, List<Double>> bytes = new TreeMap<>();

        void add(RunResult result) {
            String name = result.getPrimaryResult().getLabel();
            nanos.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(result.getPrimaryResult().getScore());
            bytes.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                            .getScore());
        }

        Samples nanos(String name) {
            return Samples.of(nanos.getOrDefault(name, List.of()));
        }

        Samples bytes(String name) {
            return Samples.of(bytes.getOrDefault(name, List.of()));
        }
    }

    /** Adds a section for the hooks on each JVM, then one for the parts. */
    public void measure(Report report) throws RunnerException {
        for (Jvm jvm : setting.mainJvms()) {
            hooks(report, jvm);
        }
        parts(report, setting.jvms().get(0));
    }

    private void hooks(Report report, Jvm jvm) throws RunnerException {
        // Many and short: what the compiler makes of a benchmark differs from fork to fork more than within one.
        int rounds = setting.rounds(2, 7);
        List<Hook> hooks = HOOKS.stream()
                .filter(hook -> QUICK.contains(hook.benchmark) || setting.effort() != Setting.Effort.QUICK)
                .toList();
        Scores without = new Scores();
        Scores with = new Scores();
        for (int round = 0; round < rounds; round++) {
            for (Hook hook : hooks) {
                // One right after the other, and each of them first every other time: the machine's moods are the same
                // for both.
                if (round % 2 == 0) {
                    runHook(jvm, hook, without, List.of());
                    runHook(jvm, hook, with, List.of(agent));
                } else {
                    runHook(jvm, hook, with, List.of(agent));
                    runHook(jvm, hook, without, List.of());
                }
            }
        }
        System.err.println("  " + jvm + ", hooks: done");
        report.section(
                "A call to a host in no policy, " + jvm,
                rounds
                        + " forks each, in turn, through the clients' own woven classes; the call ends right behind the hook. What is"
                        + " inlined does not depend on what was compiled before ("
                        + INLINE_WHATEVER_ITS_SIZE + "). "
                        + "OkHttp's whole call takes far longer than its hook may, so its chain is there by itself, too.");
        for (Hook hook : hooks) {
            row(report, hook, with, without);
        }
    }

    private static void row(Report report, Hook hook, Scores with, Scores without) {
        String name = hook.benchmark;
        report.row(hook.what + ", time", with.nanos(name), without.nanos(name), "ns", hook.time());
        report.row(hook.what + ", allocated", with.bytes(name), without.bytes(name), "B", hook.allocated());
    }

    private void parts(Report report, Jvm jvm) throws RunnerException {
        Scores scores = new Scores();
        int rounds = setting.rounds(1, 3);
        for (int round = 0; round < rounds; round++) {
            run(jvm, "(Engine|Message|Router)Benchmark\\.", 500, 250, scores, List.of());
        }
        System.err.println("  " + jvm + ", parts: done");
        report.section("The engine's parts, " + jvm, rounds + " forks each; nothing is sent.");
        part(report, scores, "decide a plain success", "decide", 1000, 1024);
        part(report, scores, "the same, two threads at once", "decideByTwo", 0, 1024);
        part(report, scores, "decide between two endpoints", "decideBetweenTwo", 0, 0);
        part(report, scores, "a whole exchange, read on both sides", "wholeExchange", 0, 0);
        part(report, scores, "read the request", "readRequest", 0, 0);
        part(report, scores, "observe a server-sent event", "observeEvent", 1000, 0);
        part(report, scores, "rewrite the model in 8 MiB", "rewriteModelInEightMebibytes", 0, 8 << 20);
        part(report, scores, "limiter: take and give back a free place", "limit", 0, 0);
        part(report, scores, "router: a host in no upstream", "matchNoHost", 0, 0);
        part(report, scores, "router: find the upstream", "matchUpstream", 0, 0);
        part(report, scores, "router: the host, another path", "matchOtherPath", 0, 0);
        part(report, scores, "router: order four endpoints, weighted", "orderWeighted", 0, 0);
        part(report, scores, "router: order four endpoints, round-robin", "orderRoundRobin", 0, 0);
        part(report, scores, "router: order four endpoints, least-latency", "orderLeastLatency", 0, 0);
    }

    private static void part(Report report, Scores scores, String what, String name, int nanos, int bytes) {
        report.row(what + ", time", scores.nanos(name), "ns", nanos == 0 ? Target.NONE : Target.atMost(nanos, "ns"));
        report.row(what + ", allocated", scores.bytes(name), "B", bytes == 0 ? Target.NONE : Target.atMost(bytes, "B"));
    }

    private void runHook(Jvm jvm, Hook hook, Scores into, List<String> agents) throws RunnerException {
        List<String> options = new ArrayList<>(agents);
        options.add(INLINE_WHATEVER_ITS_SIZE);
        run(jvm, "\\w*HookBenchmark\\." + hook.benchmark + "$", 600, 100, into, options);
    }

    /** @param warmUp milliseconds, three times; {@code measured} likewise */
    private void run(Jvm jvm, String benchmarks, int warmUp, int measured, Scores into, List<String> options)
            throws RunnerException {
        List<String> all =
                new ArrayList<>(List.of("-XX:-StackTraceInThrowable", "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"));
        all.addAll(options);
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include("\\." + benchmarks)
                .jvm(jvm.java().toString())
                .jvmArgs(all.toArray(new String[0]))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(setting.rounds(warmUp / 2, warmUp)))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(setting.rounds(measured / 2, measured)))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (RunResult result : new Runner(builder.build()).run()) {
            into.add(result);
        }
    }
}
