package dev.breakwater.bench.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application that makes calls when it is told to, so that several of them can be measured in turn. It answers each line
 * {@code plain|stream|early|late CALLS CALLERS} with {@code CPU WALL latency,... first-token,...} in nanoseconds, and {@code memory} with
 * the bytes of {@code HEAP METASPACE CODE}.
 */
public final class Worker {
    /** The JDK's client loses an answer now and then that comes faster than it looks for it. */
    private static final int FAILURES_AT_MOST = 20;

    private static final AtomicInteger FAILURES = new AtomicInteger();

    private Worker() {}

    /**
     * Arguments: the client's name, the base URL, {@code decorated} for the one with everything done by hand or {@code bare},
     * and one more header for its requests.
     */
    public static void main(String[] arguments) throws Exception {
        LlmClient client = LlmClient.named(arguments[0], arguments[1], arguments.length > 3 ? arguments[3] : "");
        if (arguments.length > 2 && arguments[2].equals("decorated")) {
            client = new DecoratedLlmClient(client);
        }
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(line.equals("memory") ? Usage.memory() : block(client, line.split(" ")));
        }
        System.exit(0);
    }

    private static String block(LlmClient client, String[] command) throws Exception {
        int calls = Integer.parseInt(command[1]);
        int callers = Integer.parseInt(command[2]);
        long[] latencies = new long[calls];
        long[] firstTokens = new long[calls];
        Thread[] threads = new Thread[callers - 1];
        long cpu = Usage.cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < threads.length; i++) {
            int first = i + 1;
            threads[i] = new Thread(() -> share(client, command[0], latencies, firstTokens, first, callers));
            threads[i].start();
        }
        share(client, command[0], latencies, firstTokens, 0, callers);
        for (Thread thread : threads) {
            thread.join();
        }
        long wall = System.nanoTime() - start;
        return Usage.cpuNanos() - cpu + " " + wall + " " + joined(latencies) + " " + joined(firstTokens);
    }

    private static void share(
            LlmClient client, String mode, long[] latencies, long[] firstTokens, int first, int callers) {
        try {
            for (int i = first; i < latencies.length; i += callers) {
                long start = System.nanoTime();
                firstTokens[i] = call(client, mode);
                latencies[i] = System.nanoTime() - start;
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static long call(LlmClient client, String mode) throws Exception {
        while (true) {
            try {
                return switch (mode) {
                    case "plain" -> plain(client);
                    case "stream" -> stream(client, LlmClient.STREAMED);
                    case "early" -> stream(client, LlmClient.STREAMED_EARLY);
                    case "late" -> stream(client, LlmClient.STREAMED_LATE);
                    default -> throw new IllegalArgumentException("no mode named " + mode);
                };
            } catch (IOException e) {
                System.err.println("failed: " + e);
                if (FAILURES.incrementAndGet() > FAILURES_AT_MOST) {
                    throw e;
                }
            }
        }
    }

    private static long plain(LlmClient client) throws Exception {
        client.plain();
        return 0;
    }

    private static long stream(LlmClient client, String asked) throws Exception {
        long start = System.nanoTime();
        long[] first = {0};
        client.stream(asked, line -> {
            if (first[0] == 0 && line.contains("wave 0")) {
                first[0] = System.nanoTime() - start;
            }
        });
        if (first[0] == 0) {
            throw new IOException("no token in the stream");
        }
        return first[0];
    }

    private static String joined(long[] values) {
        StringJoiner text = new StringJoiner(",");
        for (long value : values) {
            text.add(Long.toString(value));
        }
        return text.toString();
    }
}
