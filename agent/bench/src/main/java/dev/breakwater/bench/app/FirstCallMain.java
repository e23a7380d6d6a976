package dev.breakwater.bench.app;

/** A program that makes one plain call to its provider and tells how many nanoseconds that took. */
public final class FirstCallMain {
    private FirstCallMain() {}

    /** In a log of loaded classes, what comes after this one belongs to the call. */
    private static final class Before {
        static long nanos() {
            return System.nanoTime();
        }
    }

    /** What comes after this one no longer does. */
    private static final class After {
        static long nanos() {
            return System.nanoTime();
        }
    }

    /** Arguments: jdk or okhttp, the provider's base URL. */
    public static void main(String[] arguments) throws Exception {
        LlmClient client = LlmClient.named(arguments[0], arguments[1]);
        long start = Before.nanos();
        client.plain();
        long end = System.nanoTime();
        After.nanos();
        System.out.println(end - start);
        System.exit(0);
    }
}
