package dev.breakwater.bench;

import dev.breakwater.bench.e2e.EndToEnd;
import dev.breakwater.bench.e2e.FirstToken;
import dev.breakwater.bench.e2e.Stub;
import dev.breakwater.bench.micro.Micro;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import dev.breakwater.bench.start.StartUp;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Measures everything, or what is asked for, and writes the table. */
public final class Bench {
    private Bench() {}

    /** Arguments: {@code AGENT_JAR WORK_DIRECTORY REPORT quick|full PART...}, the parts of {@code start e2e ttft micro}. */
    public static void main(String[] arguments) throws Exception {
        Path work = Files.createDirectories(Path.of(arguments[1]));
        Path jar = Path.of(arguments[0]).toRealPath();
        Setting setting = new Setting(arguments[3].equals("quick"), jar, work, Jvm.found());
        List<String> parts = List.of(arguments).subList(4, arguments.length);
        Path file = Path.of(arguments[2]);
        Report report = new Report();
        String began = weather();
        size(report, jar);
        try (Stub stub = new Stub(setting)) {
            if (parts.contains("start")) {
                System.err.println("bench: start-up");
                new StartUp(setting, stub.policy(), stub.baseUrl()).measure(report);
                write(file, setting, began, report);
            }
            if (parts.contains("e2e")) {
                System.err.println("bench: end to end");
                new EndToEnd(setting, stub).measure(report);
                write(file, setting, began, report);
            }
            if (parts.contains("ttft")) {
                System.err.println("bench: time to the first token");
                new FirstToken(setting, stub).measure(report);
                write(file, setting, began, report);
            }
            if (parts.contains("micro")) {
                System.err.println("bench: parts");
                new Micro(setting, stub.policy()).measure(report);
                write(file, setting, began, report);
            }
        }
        System.out.println(Files.readString(file));
    }

    /** After each part: who has to stop half way keeps what there is. */
    private static void write(Path file, Setting setting, String began, Report report) throws Exception {
        Files.writeString(file, heading(setting, began) + report + "\n" + missed(report));
    }

    private static String heading(Setting setting, String began) throws Exception {
        return "# Breakwater, measured\n\n"
                + "- date: " + Instant.now().truncatedTo(ChronoUnit.MINUTES)
                + (setting.quick() ? ", the quick subset" : "")
                + "\n- machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + "\n- JDKs: "
                + String.join(", ", setting.jvms().stream().map(Jvm::version).toList())
                + "\n- " + began + "\n- " + weather()
                + "\n\nVariants take turns within each round. Each figure is the median of its rounds, a difference or ratio the"
                + " median of the rounds' own, between its quartiles. Providers, clients and agent share one machine over"
                + " loopback: what a network adds is not in here.\n";
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

    /** More than the measurement's own load, one or two, means that others were at work. */
    private static String weather() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "load average at " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ": " + load;
    }

    private static void size(Report report, Path jar) throws Exception {
        report.section("The jar", "As built.");
        report.row("size", Samples.of(List.of(Files.size(jar) / 1048576.0)), "MiB", Target.atMost(12, "MiB"));
    }

    private static String missed(Report report) {
        return report.missed().isEmpty()
                ? "Every row that has a target reached it.\n"
                : "Missed: " + String.join("; ", report.missed()) + ".\n";
    }
}
