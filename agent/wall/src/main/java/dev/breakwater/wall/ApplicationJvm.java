package dev.breakwater.wall;

import dev.breakwater.wall.app.Application;
import dev.breakwater.wall.app.CallReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One JVM with one SDK and the agent's flag, started, listened to and, when it does not end by itself, ended. */
final class ApplicationJvm implements AutoCloseable {
    private final Process process;
    private final Path errors;

    private ApplicationJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts it with these cells' policy and tasks. */
    static ApplicationJvm start(Options options, Client client, List<Cell> cells, KeyStoreFile certificate)
            throws IOException {
        Path directory = options.directory();
        Files.createDirectories(directory);
        Path policy = directory.resolve(client.sdk() + ".yaml");
        Path tasks = directory.resolve(client.sdk() + ".tasks");
        Path errors = directory.resolve(client.sdk() + ".log");
        StringBuilder upstreams = new StringBuilder("upstreams:\n");
        cells.forEach(cell -> upstreams.append(cell.policy()));
        Files.writeString(policy, upstreams);
        Files.write(tasks, cells.stream().map(cell -> cell.task().line()).toList());
        List<String> command = new ArrayList<>(List.of(
                options.jdk().resolve("bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(certificate.jvmArguments());
        if (!options.without()) {
            command.add("-javaagent:" + options.agentJar() + '=' + policy.toAbsolutePath());
        }
        command.addAll(List.of(Application.class.getName(), client.sdk(), tasks.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(BREAKWATER_|OTEL_|OPENAI_|ANTHROPIC_).*|JAVA_TOOL_OPTIONS"));
        // Telemetry is recorded as ever, but nobody is there to receive it.
        List.of("OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER", "OTEL_LOGS_EXPORTER")
                .forEach(exporter -> builder.environment().put(exporter, "none"));
        return new ApplicationJvm(builder.start(), errors);
    }

    /**
     * Hands on each report until the JVM ends.
     *
     * @return whether it ended by itself, well
     */
    boolean listen(Consumer<CallReport> reports, Duration limit) throws IOException, InterruptedException {
        Thread timer = new Thread(() -> endAfter(limit), "limit of an application");
        timer.setDaemon(true);
        timer.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(CallReport::isOne).map(CallReport::parse).forEach(reports);
        }
        int status = process.waitFor();
        timer.interrupt();
        return status == 0;
    }

    /** Where it wrote its standard error. */
    Path errors() {
        return errors;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void endAfter(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
