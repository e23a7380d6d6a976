package com.example.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls a URL fifty times a second until its standard input ends, then prints how many calls there were and how many failed. */
public final class LoadApp {
    private static final String BODY =
            "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"call %d\"}]}";

    private LoadApp() {}

    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI uri = URI.create(args[0] + "/chat/completions");
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        ScheduledExecutorService pace = Executors.newScheduledThreadPool(8);
        CountDownLatch first = new CountDownLatch(1);
        pace.scheduleAtFixedRate(
                () -> {
                    if (!call(client, uri, calls.incrementAndGet())) {
                        failed.incrementAndGet();
                    }
                    first.countDown();
                },
                0,
                20,
                TimeUnit.MILLISECONDS);
        first.await();
        System.out.println("running");
        while (System.in.read() >= 0) {
            // Only the end counts.
        }
        pace.shutdown();
        pace.awaitTermination(10, TimeUnit.SECONDS);
        System.out.println("calls " + calls + " failed " + failed);
    }

    private static boolean call(HttpClient client, URI uri, int number) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer sk-application")
                    .POST(HttpRequest.BodyPublishers.ofString(BODY.formatted(number)))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
