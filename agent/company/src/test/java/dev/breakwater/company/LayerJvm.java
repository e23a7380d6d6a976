package dev.breakwater.company;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A layer's application in a JVM with the packaged agent and nothing else but the layer's own jars. */
final class LayerJvm implements AutoCloseable {
    private static final Path SOURCES = Path.of("src", "test", "layers");
    private static final long PATIENCE_SECONDS = 100;
    /** Where SDKs look for addresses, keys and proxies of their own accord. */
    private static final String FOREIGN_SETTINGS =
            "(?i)(OTEL|BREAKWATER|AWS|GOOGLE|GEMINI|OPENAI|ANTHROPIC|JAVA_TOOL)_.*|.*_PROXY";

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();

    LayerJvm(Layer layer, Path directory, String policy, String baseUrl) throws IOException {
        Path policyFile = Files.writeString(directory.resolve("breakwater.yaml"), policy);
        Path classes = compile(layer, Files.createDirectories(directory.resolve("classes")));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + System.getProperty("breakwater.jar") + "=" + policyFile,
                "-cp",
                classes + File.pathSeparator + libraries(layer),
                layer.program(),
                baseUrl);
        builder.environment().keySet().removeIf(name -> name.matches(FOREIGN_SETTINGS));
        builder.environment().put("OTEL_SDK_DISABLED", "true");
        this.process = builder.start();
        collect(process.inputReader(StandardCharsets.UTF_8), answers);
        collect(process.errorReader(StandardCharsets.UTF_8), complaints);
        nextAnswer("READY");
    }

    private static String libraries(Layer layer) throws IOException {
        try (Stream<Path> jars = Files.list(layer.folder().toAbsolutePath())) {
            return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Against the layer's own jars, which no class path of this module could hold together. */
    private static Path compile(Layer layer, Path classes) throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-proc:none",
                        "-encoding",
                        "UTF-8",
                        "-cp",
                        libraries(layer),
                        "-d",
                        classes.toString(),
                        SOURCES.resolve("Questions.java").toString(),
                        SOURCES.resolve(layer.program() + ".java").toString());
        if (code != 0) {
            throw new AssertionError(errors.toString(StandardCharsets.UTF_8));
        }
        return classes;
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

    /** What it has on standard error. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The next line that begins so; some libraries write to standard output. */
    private String nextAnswer(String beginning) {
        String line = next(answers);
        while (!line.matches("(" + beginning + ").*")) {
            line = next(answers);
        }
        return line;
    }

    private String next(BlockingQueue<String> lines) {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the application says nothing; " + answers + complaints);
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
