package dev.breakwater.wall.soak.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks until it is told to stop: one line {@code CALLS CALLERS} a round on standard input, one line {@code ANSWERED THREADS
 * CLASSES HEAP_BYTES FILES} back, taken after a full collection. Every second call is streamed. Failures go to standard error.
 */
public final class SoakApplication {
    /** The application's own key. */
    public static final String KEY = "sk-application";

    /** More callers than this may have to wait for a connection of the client's pool. */
    static final int MAX_CALLERS = 32;

    private static final int MAX_FAILURES = 50;

    private static final String QUESTION =
            "{\"model\":\"m-1\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Question %d\"}]}";

    private final Asker asker;
    private final String url;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger serial = new AtomicInteger();
    private final ConcurrentMap<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    private SoakApplication(Asker asker, String url) {
        this.asker = asker;
        this.url = url;
    }

    /** Arguments: the client's name, the provider's base URL. */
    public static void main(String[] arguments) throws Exception {
        try (Asker asker = Objects.requireNonNull(Asker.ALL.get(arguments[0])).get()) {
            SoakApplication application = new SoakApplication(asker, arguments[1] + "/chat/completions");
            String line = read();
            while (!line.isEmpty()) {
                String[] round = line.split(" ", -1);
                int answered = application.round(Integer.parseInt(round[0]), Integer.parseInt(round[1]));
                System.out.println(answered + " " + footprint());
                line = read();
            }
            application.failures.forEach((failure, count) -> System.err.println(count + " x " + failure));
        }
        System.exit(0);
    }

    /** Reads a line; empty at the end. Without a reader's buffer, which would count. */
    private static String read() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = System.in.read(); c >= 0 && c != '\n'; c = System.in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Stops early when so many calls have failed that there is nothing more to learn. */
    private int round(int calls, int callers) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(calls);
        AtomicInteger answered = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        for (int i = 0; i < callers; i++) {
            threads.execute(() -> {
                while (left.getAndDecrement() > 0 && failed.get() < MAX_FAILURES) {
                    answered.addAndGet(ask());
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
            throw new IllegalStateException("calls that do not end");
        }
        return answered.get();
    }

    private int ask() {
        int number = serial.incrementAndGet();
        boolean streamed = number % 2 == 0;
        try {
            String answer = asker.ask(url, QUESTION.formatted(streamed, number));
            boolean whole = answer.contains("fine") && (!streamed || answer.contains("[DONE]"));
            return whole ? 1 : failed("not the whole answer: " + answer);
        } catch (IOException | RuntimeException e) {
            return failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e.toString());
        }
    }

    private int failed(String failure) {
        failed.incrementAndGet();
        failures.computeIfAbsent(failure, any -> new AtomicInteger()).incrementAndGet();
        return 0;
    }

    private static String footprint() throws InterruptedException {
        // What a collection finds unreachable may need another one to be gone: cleaners, weak keys.
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return ManagementFactory.getThreadMXBean().getThreadCount()
                + " " + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
                + " " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + " " + system.getOpenFileDescriptorCount();
    }
}
