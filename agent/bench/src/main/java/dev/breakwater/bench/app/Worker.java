package dev.breakwater.bench.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    /** As a service's threads they stay: one that ends takes its CPU time along. */
    private static final ExecutorService OTHER_CALLERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.HOURS, new SynchronousQueue<>());

    private Worker() {}

    /**
     * Arguments: the client's name, the base URL, {@code decorated} for the one with everything done by hand, {@code span} for one with
     * a span and nothing else, or {@code bare}, and one more header for its requests.
     */
    public static void main(String[] arguments) throws Exception {
        LlmClient bare = LlmClient.named(arguments[0], arguments[1], arguments.length > 3 ? arguments[3] : "");
        String decoration = arguments.length > 2 ? arguments[2] : "bare";
        LlmClient client = switch (decoration) {
            case "decorated" -> new DecoratedLlmClient(bare);
            case "span" -> new SpanLlmClient(bare);
            case "bare" -> bare;
            default -> throw new IllegalArgumentException("no client decorated with " + decoration);
        };
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
        List<Future<?>> others = new ArrayList<>();
        long cpu = Usage.cpuNanos();
        long start = System.nanoTime();
        for (int i = 1; i < callers; i++) {
            int first = i;
            others.add(OTHER_CALLERS.submit(() -> share(client, command[0], latencies, firstTokens, first, callers)));
        }
        share(client, command[0], latencies, firstTokens, 0, callers);
        for (Future<?> other : others) {
            other.get();
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
