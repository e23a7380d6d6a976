package dev.breakwater.bench.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a program in a fresh JVM and tells what that took. */
final class Fresh {
    /** Bash's own {@code time} asks the kernel, whose figure is finer than the JDK's ten milliseconds. */
    private static final List<String> TIMED = List.of("bash", "-c", "TIMEFORMAT='TIME %R %U %S'; time \"$@\"", "time");

    /** Milliseconds; {@code printed} is the number that the program printed in its first line, if it did. */
    record Took(double wall, double cpu, double printed) {}

    private Fresh() {}

    static Took run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(TIMED);
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        String[] lines = output.strip().split("\n");
        String[] times = lines[lines.length - 1].replace(',', '.').split(" ");
        double cpu = Double.parseDouble(times[2]) + Double.parseDouble(times[3]);
        return new Took(Double.parseDouble(times[1]) * 1000, cpu * 1000, printed(lines));
    }

    private static double printed(String[] lines) {
        return Arrays.stream(lines)
                .filter(line -> line.matches("[0-9]+"))
                .mapToDouble(line -> Double.parseDouble(line) / 1e6)
                .findFirst()
                .orElse(Double.NaN);
    }
}
