package dev.breakwater.wall.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does the tasks of a file, many at a time, each with a client of its own, and prints a line for each call. */
public final class Application {
    private static final int AT_A_TIME = 12;
    private static final long LONGEST_MINUTES = 10;

    private Application() {}

    /** Arguments: the SDK, the file of tasks. */
    public static void main(String[] arguments) throws Exception {
        String sdk = arguments[0];
        List<Task> tasks = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(Task::parse)
                .toList();
        CountDownLatch warm = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        threads.execute(() -> perform(sdk, tasks.get(0), warm));
        // What is slow the first time in a JVM must not look like a slow provider to all the others.
        warm.await();
        tasks.subList(1, tasks.size()).forEach(task -> threads.execute(() -> perform(sdk, task, warm)));
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("calls that do not end");
        }
        // The SDKs' own threads would keep the JVM for a minute.
        System.exit(0);
    }

    private static void perform(String sdk, Task task, CountDownLatch called) {
        Chat chat = Chat.of(sdk, task.baseUrl(), task.key());
        long beganNanos = System.nanoTime();
        for (int number = 1; number <= task.calls(); number++) {
            await(beganNanos + TimeUnit.MILLISECONDS.toNanos(task.everyMillis() * (number - 1)));
            CallReport report = call(chat, task, number);
            synchronized (Application.class) {
                System.out.println(report.line());
            }
            called.countDown();
        }
    }

    private static CallReport call(Chat chat, Task task, int number) {
        long startNanos = System.nanoTime();
        try {
            Chat.Told told = task.streamed() ? chat.streamed() : chat.plain();
            return CallReport.success(task, number, millisSince(startNanos), told);
        } catch (Exception | LinkageError failure) {
            return CallReport.failure(task, number, millisSince(startNanos), failure);
        }
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private static void await(long timeNanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(timeNanos - System.nanoTime());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
