package dev.breakwater.bench.start;

import dev.breakwater.bench.Setting;
import dev.breakwater.bench.app.EmptyAgent;
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

/** The agents that a program is started with. */
final class Attached {
    enum Variant {
        NONE,
        EMPTY,
        OURS,
        OTEL
    }

    static final Map<String, String> NO_EXPORT =
            Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none");

    private final Map<Variant, List<String>> options = new EnumMap<>(Variant.class);

    Attached(Setting setting, Path policy) throws IOException {
        options.put(Variant.NONE, List.of());
        options.put(
                Variant.EMPTY, List.of("-javaagent:" + emptyAgent(setting.work().resolve("empty-agent.jar"))));
        options.put(Variant.OURS, List.of("-javaagent:" + setting.agentJar() + "=" + policy));
        setting.otelAgent().ifPresent(jar -> options.put(Variant.OTEL, List.of("-javaagent:" + jar)));
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

    /** Those that there are. */
    List<Variant> variants() {
        return List.copyOf(options.keySet());
    }

    /** How to start {@code program}, the arguments of {@code java}. */
    List<String> command(Path java, Variant variant, List<String> program) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xshare:auto"));
        command.addAll(Objects.requireNonNull(options.get(variant)));
        command.addAll(program);
        return command;
    }
}
