package dev.breakwater.wall.soak;

import dev.breakwater.wall.soak.app.SoakApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets one client make very many calls under the agent, while its provider fails at random, and compares what the application
 * holds at the end with what it held after the first tenth.
 */
final class Soak {
    /** Not the first round: after a hundred calls telemetry may still be on its way, with hundreds of classes. */
    private static final int WARM = 1;

    private static final int ROUNDS = 10;
    private static final int CALLERS = 12;
    private static final long SEED = 42;

    private final Path jdk;
    private final Path agentJar;
    private final Path directory;
    private final Consumer<String> progress;

    /**
     * @param directory for the policy and the application's standard error
     * @param progress takes a line a round
     */
    Soak(Path jdk, Path agentJar, Path directory, Consumer<String> progress) {
        this.jdk = jdk;
        this.agentJar = agentJar;
        this.directory = directory;
        this.progress = progress;
    }

    /** What came of it. */
    record Result(
            SoakedClient client,
            int calls,
            int answered,
            long sends,
            long strayKeys,
            boolean leaksBuffers,
            Footprint early,
            Footprint late) {
        boolean passed() {
            return answered == calls && strayKeys == 0 && !leaksBuffers && !late.outgrows(early);
        }

        @Override
        public String toString() {
            return "%-13s %s: %,d of %,d calls answered whole, %,d sends, %d with a stray key%s%n  early: %s%n  late:  %s"
                    .formatted(
                            client.id(),
                            passed() ? "pass" : "FAIL",
                            answered,
                            calls,
                            sends,
                            strayKeys,
                            leaksBuffers ? ", buffers leak" : "",
                            early,
                            late);
        }
    }

    /** @throws IOException also when the application dies; its standard error says why */
    Result run(SoakedClient client, int calls) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path errors = directory.resolve(client.id() + ".log");
        try (Providers providers = new Providers(SEED)) {
            Path policy = Files.writeString(directory.resolve(client.id() + ".yaml"), providers.policy());
            Process process = start(client, providers.baseUrl(), policy, errors);
            try {
                return talk(process, client, calls, providers, errors);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private Process start(SoakedClient client, String baseUrl, Path policy, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        // Netty pools its buffers, off the heap: it tells of each that nobody has released.
                        "-Dio.netty.leakDetection.level=paranoid",
                        "-javaagent:" + agentJar + '=' + policy.toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoakApplication.class.getName(),
                        client.id(),
                        baseUrl)
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(BREAKWATER_|OTEL_).*|JAVA_TOOL_OPTIONS"));
        List.of("OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER", "OTEL_LOGS_EXPORTER")
                .forEach(exporter -> builder.environment().put(exporter, "none"));
        return builder.start();
    }

    private Result talk(Process process, SoakedClient client, int calls, Providers providers, Path errors)
            throws IOException, InterruptedException {
        List<Footprint> rounds = new ArrayList<>();
        try (Writer commands = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader replies = process.inputReader(StandardCharsets.UTF_8)) {
            for (int round = 1; round <= ROUNDS; round++) {
                commands.write(calls / ROUNDS + " " + CALLERS + "\n");
                commands.flush();
                String reply = replies.readLine();
                if (reply == null) {
                    throw new IOException("the application has ended; see " + errors);
                }
                providers.count();
                Footprint footprint = Footprint.parse(reply, providers.openConnections());
                rounds.add(footprint);
                progress.accept("%s %d/%d: %s".formatted(client.id(), round, ROUNDS, footprint));
            }
        }
        process.waitFor();
        return new Result(
                client,
                calls / ROUNDS * ROUNDS,
                rounds.stream().mapToInt(Footprint::answered).sum(),
                providers.sends(),
                providers.strayKeys(),
                Files.readString(errors).contains("LEAK: "),
                rounds.get(WARM),
                rounds.get(ROUNDS - 1));
    }
}
