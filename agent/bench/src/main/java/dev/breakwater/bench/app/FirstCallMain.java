package dev.breakwater.bench.app;

/** A program that makes one plain call to its provider and tells how many nanoseconds that took. */
public final class FirstCallMain {
    private FirstCallMain() {}

    /** Arguments: jdk or okhttp, the provider's base URL. */
    public static void main(String[] arguments) throws Exception {
        LlmClient client = LlmClient.named(arguments[0], arguments[1]);
        long start = System.nanoTime();
        client.plain();
        System.out.println(System.nanoTime() - start);
        System.exit(0);
    }
}
