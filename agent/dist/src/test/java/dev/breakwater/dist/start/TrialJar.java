package dev.breakwater.dist.start;

import dev.breakwater.dist.start.Fork.Ended;
import dev.breakwater.dist.trial.JdkTrialAdapter;
import dev.breakwater.dist.trial.OkHttpTrialAdapter;
import dev.breakwater.dist.trial.TrialCli;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/** The agent's jar as built, and a copy of it whose adapters and command are this test's own. */
final class TrialJar {
    private static final Map<Class<?>, String> REPLACEMENTS = Map.of(
            JdkTrialAdapter.class, "dev/breakwater/client/jdk/JdkClientAdapter",
            OkHttpTrialAdapter.class, "dev/breakwater/client/okhttp/OkHttpAdapter",
            TrialCli.class, "dev/breakwater/cli/Cli");

    static final Path REAL = Path.of(System.getProperty("breakwater.jar"));
    static final Path TRIAL = trial();

    private TrialJar() {}

    private static Path trial() {
        try {
            Path trial = REAL.resolveSibling("breakwater-trial.jar");
            Path replacements = Files.createTempDirectory("replacements");
            for (Map.Entry<Class<?>, String> replacement : REPLACEMENTS.entrySet()) {
                String name = replacement.getValue();
                write(replacements.resolve(name + ".class"), renamed(replacement.getKey(), name));
            }
            write(replacements.resolve("META-INF/services/com.fasterxml.jackson.core.JsonFactory"), service());
            Ended ended = Fork.program(Path.of(System.getProperty("java.home")), "java")
                    .with("-cp", System.getProperty("java.class.path"), System.getProperty("breakwater.assembly"))
                    .with(trial.toString(), REAL.toString(), replacements.toString())
                    .run();
            if (ended.code() != 0) {
                throw new IllegalStateException(ended.err());
            }
            return trial;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] service() {
        return "com.fasterxml.jackson.core.JsonFactory\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static byte[] renamed(Class<?> type, String name) throws IOException {
        try (InputStream classFile = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            ClassWriter writer = new ClassWriter(0);
            SimpleRemapper remapper =
                    new SimpleRemapper(Opcodes.ASM9, type.getName().replace('.', '/'), name);
            new ClassReader(classFile.readAllBytes()).accept(new ClassRemapper(writer, remapper), 0);
            return writer.toByteArray();
        }
    }
}
