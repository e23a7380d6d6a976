package dev.breakwater.bench.start;

import dev.breakwater.bench.Setting;
import dev.breakwater.bench.app.EmptyAgent;
import java.io.IOException;
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
import net.bytebuddy.ByteBuddy;

/** The agents that a program is started with. */
final class Attached {
    enum Variant {
        NONE,
        EMPTY,
        OURS,
        OTEL
    }

    private final Map<Variant, List<String>> options = new EnumMap<>(Variant.class);
    private final Map<String, String> environment;

    /** @param environment of every program that is started */
    Attached(Setting setting, Path policy, Map<String, String> environment) throws IOException {
        this.environment = environment;
        options.put(Variant.NONE, List.of());
        options.put(
                Variant.EMPTY, List.of("-javaagent:" + emptyAgent(setting.work().resolve("empty-agent.jar"))));
        options.put(Variant.OURS, List.of("-javaagent:" + setting.agentJar() + "=" + policy));
        setting.otelAgent().ifPresent(jar -> options.put(Variant.OTEL, List.of("-javaagent:" + jar)));
    }

    /**
     * Under a name that is not on the class path: an agent's jar comes last on it, and whatever is looked for in there has the
     * JVM open all jars before it.
     */
    private static Path emptyAgent(Path jar) throws IOException {
        String name = "empty." + EmptyAgent.class.getSimpleName();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", name);
        byte[] classFile =
                new ByteBuddy().redefine(EmptyAgent.class).name(name).make().getBytes();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            out.write(classFile);
        }
        return jar;
    }

    /** Those that there are. */
    List<Variant> variants() {
        return List.copyOf(options.keySet());
    }

    Map<String, String> environment() {
        return environment;
    }

    /** How to start {@code program}, the arguments of {@code java}. */
    List<String> command(Path java, Variant variant, List<String> program) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xshare:auto"));
        command.addAll(Objects.requireNonNull(options.get(variant)));
        command.addAll(program);
        return command;
    }
}
