package com.example.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Calls a server of its own in every way that the JDK's client knows. With an argument, the client is made first and the
 * calls wait for a line on standard input.
 */
public final class JdkClientApp {
    private JdkClientApp() {}

    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (EchoServer server = new EchoServer()) {
            if (arguments.length > 0) {
                client.send(request(server, "/before"), BodyHandlers.ofString());
                System.out.println("ready");
                System.in.read();
            }
            call(client, request(server, "/plain"));
            call(client, request(server, "/governed"));
        }
        System.exit(0);
    }

    private static void call(HttpClient client, HttpRequest request) throws Exception {
        HttpResponse.PushPromiseHandler<String> push = HttpResponse.PushPromiseHandler.of(
                ignored -> BodyHandlers.ofString(), new java.util.concurrent.ConcurrentHashMap<>());
        System.out.println(
                "send " + client.send(request, BodyHandlers.ofString()).body());
        System.out.println("async "
                + client.sendAsync(request, BodyHandlers.ofString()).get().body());
        System.out.println("push "
                + client.sendAsync(request, BodyHandlers.ofString(), push).get().body());
    }

    private static HttpRequest request(EchoServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url(path))).build();
    }
}
