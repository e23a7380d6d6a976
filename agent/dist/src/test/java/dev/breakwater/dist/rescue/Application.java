package dev.breakwater.dist.rescue;

import com.example.app.AskApp;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An application in a JVM with the packaged agent, and the policy file that the agent watches. */
final class Application implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 40;

    private final Path policy;
    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> agentLines = new LinkedBlockingQueue<>();

    /** An {@link AskApp}. */
    static Application asking(Path jdk, Path directory, String firstPolicy) throws IOException {
        return new Application(jdk, directory, firstPolicy, AskApp.class.getName());
    }

    /** @param mainAndArguments what the JVM runs */
    Application(Path jdk, Path directory, String firstPolicy, String... mainAndArguments) throws IOException {
        this(classPath(), jdk, directory, firstPolicy, mainAndArguments);
    }

    /** One with libraries of its own. */
    static Application with(Path jdk, Path directory, String firstPolicy, String classPath, String main)
            throws IOException {
        return new Application(classPath, jdk, directory, firstPolicy, main);
    }

    private Application(String classPath, Path jdk, Path directory, String firstPolicy, String... mainAndArguments)
            throws IOException {
        this.policy = Files.writeString(directory.resolve("breakwater.yaml"), firstPolicy);
        List<String> command = Stream.of(
                        Stream.of(jdk.resolve("bin/java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1"),
                        Stream.of(
                                "-javaagent:" + System.getProperty("breakwater.jar") + "=" + policy, "-cp", classPath),
                        Stream.of(mainAndArguments))
                .flatMap(part -> part)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_") || name.startsWith("BREAKWATER_"));
        builder.environment().put("OTEL_SDK_DISABLED", "true");
        this.process = builder.start();
        collect(process.inputReader(StandardCharsets.UTF_8), answers, "answers");
        collect(process.errorReader(StandardCharsets.UTF_8), agentLines, "agent");
    }

    /** The test's libraries, without anything of the agent: that has to come from its jar. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> element.endsWith("test-classes") || element.contains(".m2"))
                .filter(element -> !element.contains("opentelemetry") && !element.contains("resilience4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void collect(BufferedReader reader, BlockingQueue<String> lines, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        reader.lines().forEach(lines::add);
                    } catch (UncheckedIOException ended) {
                        // With the process its streams are closed.
                    }
                },
                "application-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks and waits for what comes of it: "OK ..." or "FAILED ...". */
    String ask(String client, String baseUrl, String question) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(client + " " + baseUrl + " " + question + "\n")
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next(answers);
    }

    /** Puts a policy into force as an editor would, by a rename, and waits until the agent says so. */
    void reload(String text) throws IOException {
        Path draft = Files.writeString(policy.resolveSibling("draft.yaml"), text);
        Files.move(draft, policy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        awaitAgent("was reloaded");
    }

    /** The next line that the application prints. */
    String nextAnswer() {
        return next(answers);
    }

    /** Ends the application's standard input. */
    void endInput() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
    }

    /** The next line of the agent that contains the text. */
    String awaitAgent(String text) {
        String line = next(agentLines);
        while (!line.contains(text)) {
            line = next(agentLines);
        }
        return line;
    }

    private String next(BlockingQueue<String> lines) {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the application says nothing; " + answers + agentLines);
            }
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
