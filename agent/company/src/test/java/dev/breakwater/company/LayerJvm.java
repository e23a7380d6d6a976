package dev.breakwater.company;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A layer's application in a JVM with the packaged agent and nothing else but the layer's own jars. */
final class LayerJvm implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 100;
    /** Where SDKs look for addresses, keys and proxies of their own accord. */
    private static final String FOREIGN_SETTINGS =
            "(?i)(OTEL|BREAKWATER|AWS|GOOGLE|GEMINI|OPENAI|ANTHROPIC|JAVA_TOOL)_.*|.*_PROXY";

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();

    /** @param policy null = without the agent */
    LayerJvm(Layer layer, Path directory, @Nullable String policy, String baseUrl) throws IOException {
        this(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                directory,
                policy,
                List.of("-cp", Programs.classPath(layer, directory), layer.program()),
                baseUrl);
    }

    /**
     * @param policy null = without the agent
     * @param program what the JVM is to run
     */
    LayerJvm(Path java, Path directory, @Nullable String policy, List<String> program, String baseUrl)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
        if (policy != null) {
            Path policyFile = Files.writeString(directory.resolve("breakwater.yaml"), policy);
            command.add("-javaagent:" + System.getProperty("breakwater.jar") + "=" + policyFile);
        }
        command.addAll(program);
        command.add(baseUrl);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches(FOREIGN_SETTINGS));
        builder.environment().put("OTEL_SDK_DISABLED", "true");
        this.process = builder.start();
        collect(process.inputReader(StandardCharsets.UTF_8), answers);
        collect(process.errorReader(StandardCharsets.UTF_8), complaints);
        nextAnswer("READY");
    }

    private static void collect(BufferedReader reader, BlockingQueue<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try {
                        reader.lines().forEach(lines::add);
                    } catch (UncheckedIOException ended) {
                        // With the process its streams are closed.
                    }
                },
                "layer-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks and waits for what comes of it: "OK ..." or "FAILED ...". */
    String ask(String way, String question) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(way + " " + question + "\n")
                    .flush();
        } catch (IOException e) {
            throw new AssertionError("the application is gone; " + complaints, e);
        }
        return nextAnswer("OK |FAILED ");
    }

    /** All that it has printed until now. */
    List<String> printed() {
        return List.copyOf(printed);
    }

    /** What it has on standard error. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The same, once there is a line of this kind among it. */
    List<String> complaintsWith(Predicate<String> awaited) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (complaints.stream().noneMatch(awaited)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it is not among " + complaints);
            }
            Thread.sleep(20);
        }
        return complaints();
    }

    /** The next line that begins so; some libraries write to standard output. */
    private String nextAnswer(String beginning) {
        String line = nextPrinted();
        while (!line.matches("(" + beginning + ").*")) {
            line = nextPrinted();
        }
        return line;
    }

    private String nextPrinted() {
        try {
            String line = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the application says nothing; " + answers + complaints);
            }
            printed.add(line);
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
