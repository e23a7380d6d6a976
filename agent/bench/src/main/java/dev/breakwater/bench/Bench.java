package dev.breakwater.bench;

import dev.breakwater.bench.e2e.EndToEnd;
import dev.breakwater.bench.e2e.FirstToken;
import dev.breakwater.bench.e2e.Memory;
import dev.breakwater.bench.e2e.Stub;
import dev.breakwater.bench.micro.Micro;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import dev.breakwater.bench.report.Weather;
import dev.breakwater.bench.start.StartUp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Measures everything, or what is asked for, and writes the table. */
public final class Bench {
    private Bench() {}

    /** Arguments: {@code ROOT REPORT smoke|quick|full JDK|all PART...}, the parts of {@code start e2e ttft library micro}. */
    public static void main(String[] arguments) throws Exception {
        Setting.Effort effort = Setting.Effort.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        Setting setting = new Setting(effort, Path.of(arguments[0]).toRealPath(), Jvm.chosen(arguments[3]));
        Files.createDirectories(setting.work());
        List<String> parts = List.of(arguments).subList(4, arguments.length);
        Path file = Path.of(arguments[1]);
        Report report = new Report();
        Weather weather = Weather.watch();
        size(report, setting);
        try (Stub stub = new Stub(setting)) {
            if (parts.contains("start")) {
                System.err.println("bench: start-up");
                new StartUp(setting, stub).measure(report);
                write(file, setting, weather, report);
            }
            if (parts.contains("e2e")) {
                System.err.println("bench: end to end");
                new EndToEnd(setting, stub).measure(report);
                new Memory(setting, stub).measure(report);
                write(file, setting, weather, report);
            }
            if (parts.contains("ttft")) {
                System.err.println("bench: time to the first token");
                new FirstToken(setting, stub).measure(report);
                write(file, setting, weather, report);
            }
            if (parts.contains("library")) {
                System.err.println("bench: time to the first token through a provider's library");
                new FirstToken(setting, stub).measureLibrary(report);
                write(file, setting, weather, report);
            }
            if (parts.contains("micro")) {
                System.err.println("bench: parts");
                new Micro(setting, stub.policy()).measure(report);
            }
        }
        write(file, setting, weather, report);
        System.out.println(Files.readString(file));
    }

    /** After each part: who has to stop half way keeps what there is. */
    private static void write(Path file, Setting setting, Weather weather, Report report) throws Exception {
        Files.writeString(file, heading(setting, weather) + report);
    }

    private static String heading(Setting setting, Weather weather) throws Exception {
        return "# Breakwater, measured\n\n"
                + "Variants take turns within each round. Each figure is the median of its rounds, a difference or ratio the"
                + " median of the rounds' own. The spread is between its quartiles or, where rounds are so few that this says too little,"
                + " between the values that the true median is between in 19 of 20 cases. Providers, clients and agent share one machine over"
                + " loopback: what a network adds is not in here.\n\n"
                + "- date: " + Instant.now().truncatedTo(ChronoUnit.MINUTES)
                + switch (setting.effort()) {
                    case SMOKE -> ", **NOT A MEASUREMENT**: hardly any rounds, to see whether it works";
                    case QUICK -> ", the quick subset";
                    case FULL -> "";
                }
                + "\n- machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + "\n- JDKs: "
                + String.join(", ", setting.jvms().stream().map(Jvm::version).toList())
                + "\n- " + weather.words() + "\n";
    }

    private static String processor() throws Exception {
        Path facts = Path.of("/proc/cpuinfo");
        return !Files.isReadable(facts)
                ? System.getProperty("os.arch")
                : Files.readAllLines(facts).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
    }

    private static void size(Report report, Setting setting) throws Exception {
        report.section("The jar", "As built; beside it OpenTelemetry's agent, if it is there.");
        Samples ours = mebibytes(setting.agentJar());
        Target target = Target.atMost(12, "MiB");
        report.row("size", ours, "MiB", target);
        if (setting.otelAgent().isPresent()) {
            report.row(
                    "size, beside OpenTelemetry's",
                    ours,
                    mebibytes(setting.otelAgent().get()),
                    "MiB",
                    Target.NONE);
        }
    }

    private static Samples mebibytes(Path jar) throws Exception {
        return Samples.of(List.of(Files.size(jar) / 1048576.0));
    }
}
