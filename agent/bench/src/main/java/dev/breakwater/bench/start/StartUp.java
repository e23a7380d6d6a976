package dev.breakwater.bench.start;

import dev.breakwater.bench.Jvm;
import dev.breakwater.bench.Setting;
import dev.breakwater.bench.app.EmptyAgent;
import dev.breakwater.bench.report.Report;
import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.report.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Starts each program without an agent, with one that does nothing, and with ours, in turn. */
public final class StartUp {
    private enum Variant {
        NONE,
        EMPTY,
        OURS
    }

    private static final Map<String, String> NO_EXPORT =
            Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none");

    private final Setting setting;
    private final Path policy;
    private final String provider;
    private final Path emptyAgent;

    /** @param provider the base URL of the policy's one upstream, by address; its port answers under any name */
    public StartUp(Setting setting, Path policy, String provider) throws IOException {
        this.setting = setting;
        this.policy = policy;
        this.provider = provider;
        this.emptyAgent = emptyAgent(setting.work().resolve("empty-agent.jar"));
    }

    private static Path emptyAgent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
        String name = EmptyAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = EmptyAgent.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
        return jar;
    }

    /** Adds a section for each JVM. */
    public void measure(Report report) throws IOException, InterruptedException {
        for (Jvm jvm : setting.jvms()) {
            report.section(
                    "Start-up, " + jvm,
                    setting.rounds(7, 15)
                            + " rounds, each variant once a round in a fresh JVM. The yardstick is the same"
                            + " JVM with an agent whose premain is empty; its own cost is in the rows that begin with it.");
            program(report, jvm, "hello world", 15, List.of("HelloMain"));
            String unmatched = provider.replace("127.0.0.1", "localhost");
            program(report, jvm, "all clients, one call each", 100, List.of("ClientsMain", unmatched));
            if (setting.quick() && jvm != setting.jvms().get(0)) {
                continue;
            }
            program(report, jvm, "first matched call, JDK", 0, List.of("FirstCallMain", "jdk", provider));
            program(report, jvm, "first matched call, OkHttp", 0, List.of("FirstCallMain", "okhttp", provider));
        }
    }

    private void program(Report report, Jvm jvm, String name, double limit, List<String> main)
            throws IOException, InterruptedException {
        Map<Variant, List<Fresh.Took>> took = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            took.put(variant, new ArrayList<>());
            Fresh.run(command(jvm, variant, main), NO_EXPORT); // brings the files into memory
        }
        for (int round = 0; round < setting.rounds(7, 15); round++) {
            for (Variant variant : Variant.values()) {
                Objects.requireNonNull(took.get(variant)).add(Fresh.run(command(jvm, variant, main), NO_EXPORT));
            }
        }
        System.err.println("  " + jvm + ", " + name + ": done");
        Target target = limit == 0 ? Target.NONE : Target.atMost(limit, "ms");
        Times none = Times.of(Objects.requireNonNull(took.get(Variant.NONE)));
        Times empty = Times.of(Objects.requireNonNull(took.get(Variant.EMPTY)));
        Times ours = Times.of(Objects.requireNonNull(took.get(Variant.OURS)));
        if (limit > 0) {
            report.row("empty premain: " + name + ", wall", empty.wall, none.wall, "ms", Target.NONE);
        }
        report.row(name + ", wall", ours.wall, empty.wall, "ms", target);
        report.row(name + ", CPU", ours.cpu, empty.cpu, "ms", target);
        if (limit == 0) {
            report.row(name + ", the call itself", ours.printed, none.printed, "ms", Target.atMost(50, "ms"));
        }
    }

    private List<String> command(Jvm jvm, Variant variant, List<String> main) {
        List<String> command = new ArrayList<>(List.of(jvm.java().toString(), "-Xshare:auto"));
        switch (variant) {
            case NONE -> {}
            case EMPTY -> command.add("-javaagent:" + emptyAgent);
            case OURS -> command.add("-javaagent:" + setting.agentJar() + "=" + policy);
        }
        command.addAll(List.of("-cp", Setting.applicationPath(), "dev.breakwater.bench.app." + main.get(0)));
        command.addAll(main.subList(1, main.size()));
        return command;
    }

    private record Times(Samples wall, Samples cpu, Samples printed) {
        static Times of(List<Fresh.Took> all) {
            return new Times(
                    Samples.of(all.stream().map(Fresh.Took::wall).toList()),
                    Samples.of(all.stream().map(Fresh.Took::cpu).toList()),
                    Samples.of(all.stream().map(Fresh.Took::printed).toList()));
        }
    }
}
