package com.example.app;

import java.net.http.HttpClient;
import java.util.Optional;

/** Has a client, and makes no call; ends when an agent that came with it has done all that it does before the first one. */
public final class ReadyApp {
    private static final long LIMIT_MILLIS = 60_000;

    private ReadyApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        // Each of them has started the next one when it ends; the last one stays.
        awaitEnd("breakwater-start");
        awaitEnd("breakwater-rehearsal");
        if (thread("breakwater-policy").isEmpty()) {
            throw new IllegalStateException("the agent watches no policy");
        }
        System.out.println(client.version());
    }

    private static void awaitEnd(String name) throws InterruptedException {
        Optional<Thread> running = thread(name);
        if (running.isPresent()) {
            running.get().join(LIMIT_MILLIS);
            if (running.get().isAlive()) {
                throw new IllegalStateException(name + " does not end");
            }
        }
    }

    private static Optional<Thread> thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findAny();
    }
}
