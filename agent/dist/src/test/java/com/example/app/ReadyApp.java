package com.example.app;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Has a client, and makes no call; ends when an agent that came with it has done all that it does before the first one. */
public final class ReadyApp {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private ReadyApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!ready(threads())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("still not ready: " + threads());
            }
            Thread.sleep(20);
        }
        System.out.println(client.version());
    }

    private static boolean ready(Set<String> threads) {
        return threads.contains("breakwater-policy")
                && !threads.contains("breakwater-start")
                && !threads.contains("breakwater-rehearsal");
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
