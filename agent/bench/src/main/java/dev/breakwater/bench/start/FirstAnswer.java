package dev.breakwater.bench.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the Spring Boot sample, asks it one question as soon as it listens, and stops it. */
final class FirstAnswer {
    private static final Pattern LISTENS = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int SECONDS_AT_MOST = 300;

    private FirstAnswer() {}

    /** From the start of the process to the end of the answer. */
    static Fresh.Took of(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        // Ends by itself should this one be killed.
        List<String> bounded = new ArrayList<>(List.of("timeout", Integer.toString(SECONDS_AT_MOST)));
        bounded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(bounded).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            ask(port(output));
            double wall = (System.nanoTime() - start) / 1e6;
            long cpu = process.descendants()
                    .mapToLong(child -> child.info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos())
                    .sum();
            return new Fresh.Took(wall, cpu / 1e6, Double.NaN);
        } finally {
            process.destroy(); // passed on
            process.waitFor();
        }
    }

    private static int port(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                return Integer.parseInt(listens.group(1));
            }
            said.append(line).append('\n');
        }
        throw new IOException("the sample application ended: " + said);
    }

    private static void ask(int port) throws IOException {
        URI answer = URI.create("http://127.0.0.1:" + port + "/answer?question=Why");
        HttpURLConnection connection = (HttpURLConnection) answer.toURL().openConnection(Proxy.NO_PROXY);
        String text = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!text.contains("Waves break")) {
            throw new IOException("not the provider's answer: " + text);
        }
    }
}
