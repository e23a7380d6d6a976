package dev.breakwater.bench.e2e;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A JVM that makes calls when told to, and what it has told of them. Not thread-safe. */
final class Subject implements AutoCloseable {
    /** One block of calls: CPU nanoseconds of one, calls a second, and each call's nanoseconds. */
    record Block(double cpu, double rate, double[] latencies, double[] firstTokens) {}

    final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private LongSupplier cpuNanosBeside = () -> 0;

    Subject(String name, List<String> command, Map<String, String> environment, File log) throws IOException {
        this.name = name;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        process = builder.start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    static List<String> command(String java, List<String> options, String path, String main, String... arguments) {
        // One collector and a fixed heap for all: what is compared is the code, not the ergonomics. As much as a JVM
        // takes by itself in a container of one gibibyte: in a narrow one, what waits to be sent is copied again and
        // again.
        List<String> command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"));
        command.add("-XX:-UseDynamicNumberOfCompilerThreads"); // a thread that ends takes its CPU time along
        command.addAll(options);
        command.addAll(List.of("-cp", path, main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What else works for this one's calls and counts as part of their cost. */
    Subject with(LongSupplier cpuNanosBeside) {
        this.cpuNanosBeside = cpuNanosBeside;
        return this;
    }

    Block block(String mode, int calls, int callers) throws IOException {
        long before = cpuNanosBeside.getAsLong();
        String[] parts = ask(mode + " " + calls + " " + callers).split(" ");
        double cpu = Double.parseDouble(parts[0]) + cpuNanosBeside.getAsLong() - before;
        double wall = Double.parseDouble(parts[1]);
        return new Block(cpu / calls, calls * 1e9 / wall, numbers(parts[2]), numbers(parts[3]));
    }

    /** CPU time of its live threads. */
    long cpuNanos() {
        return Guarded.cpuNanos(process.toHandle());
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Heap, metaspace and code in bytes. */
    double[] memory() throws IOException {
        return Arrays.stream(ask("memory").split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Its answer to one line. */
    String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return line();
    }

    String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + " has ended; see its log");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS); // what it has used is counted from then on
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
