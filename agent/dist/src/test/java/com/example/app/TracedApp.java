package com.example.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a provider some questions through the JDK's client: URL, how often. */
public final class TracedApp {
    private TracedApp() {}

    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0] + "/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"gpt-4.1\",\"messages\":[],\"n\":" + i + "}"))
                    .build();
            System.out.println(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }
}
