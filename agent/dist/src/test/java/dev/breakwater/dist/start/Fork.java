package dev.breakwater.dist.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM, or another of a JDK's programs, run to its end. */
public final class Fork {
    private static final String EXPECTED =
            "(Picked up JAVA_TOOL_OPTIONS|WARNING: |breakwater: no policy file|breakwater: policy .* is in force).*";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

    private Fork(Path program) {
        command.add(program.toString());
    }

    /** A JVM with this test's applications and OkHttp; with none of the agent, which has to come from its jar. */
    static Fork java(Path jdk, String... arguments) {
        return program(jdk, "java")
                .with("-cp", classPath("test-classes") + File.pathSeparator + libraries())
                .with(arguments);
    }

    /** OkHttp's jars, as a class path. */
    static String libraries() {
        return classPath("okhttp|okio|kotlin-stdlib");
    }

    private static String classPath(String elements) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> element.matches(".*(" + elements + ").*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    static Fork program(Path jdk, String name) {
        return new Fork(jdk.resolve("bin").resolve(name));
    }

    Fork with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    Fork env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it; standard output and error go to files, so that no pipe can fill up. */
    Running start() {
        try {
            Path out = Files.createTempFile("fork", ".out");
            Path err = Files.createTempFile("fork", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("BREAKWATER_") || name.equals("JAVA_TOOL_OPTIONS"));
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Ended run() {
        return start().end();
    }

    /** This JDK, and the others installed beside it or named by the environment, one of each release. */
    public static List<Path> jdks() {
        Path current = Path.of(System.getProperty("java.home"));
        Map<Integer, Path> byRelease = new TreeMap<>();
        byRelease.put(release(current), current);
        try (Stream<Path> siblings = Files.list(current.getParent())) {
            Stream<Path> named = Stream.of("JAVA_HOME_25", "JAVA_HOME_21")
                    .map(System.getenv()::get)
                    .filter(home -> home != null)
                    .map(Path::of);
            Stream.concat(named, siblings.sorted())
                    .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                    .forEach(home -> byRelease.putIfAbsent(release(home), home));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        byRelease.remove(0);
        return List.copyOf(byRelease.values());
    }

    /** Major release; 0 when it is unknown or too old for the agent. */
    static int release(Path jdk) {
        try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
            int version = lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .findFirst()
                    .map(line -> Integer.parseInt(line.replaceAll("[^0-9]*([0-9]+).*", "$1")))
                    .orElse(0);
            return version >= 17 ? version : 0;
        } catch (IOException | UncheckedIOException unknown) {
            return 0;
        }
    }

    /** A process that runs. */
    record Running(Process process, Path out, Path err) {
        /** Waits until its standard output contains the text. */
        void awaitOutput(String text) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!read(out).contains(text)) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    process.destroyForcibly();
                    throw new IllegalStateException("no \"" + text + "\" in: " + read(out) + read(err));
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }

        void typeLine() {
            try {
                process.outputWriter().append('\n').flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        Ended end() {
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("does not end: " + read(out) + read(err));
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                throw new IllegalStateException(interrupted);
            }
            return new Ended(process.exitValue(), read(out), read(err));
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** What it left. */
    record Ended(int code, String out, String err) {
        /** Standard error without what the JVM itself says, and without the line that tells the policy. */
        List<String> complaints() {
            return err.lines().filter(line -> !line.matches(EXPECTED)).toList();
        }
    }
}
