package dev.breakwater.bench.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** A program that loads every hooked client and makes one call with each, to a host that is in no policy. */
public final class ClientsMain {
    private ClientsMain() {}

    /** The one argument is the URL. */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        okhttp(url);
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        apache5(url);
        apache4(url);
        System.exit(0); // OkHttp's pool would keep the JVM for a minute
    }

    private static void okhttp(String url) throws Exception {
        try (Response response = new OkHttpClient()
                .newCall(new Request.Builder().url(url).build())
                .execute()) {
            response.body().bytes();
        }
    }

    private static void apache5(String url) throws Exception {
        try (var client = org.apache.hc.client5.http.impl.classic.HttpClients.createDefault()) {
            client.execute(
                    new HttpGet(url),
                    response -> response.getEntity().getContent().readAllBytes());
        }
    }

    private static void apache4(String url) throws Exception {
        try (var client = org.apache.http.impl.client.HttpClients.createDefault();
                var response = client.execute(new org.apache.http.client.methods.HttpGet(url))) {
            response.getEntity().getContent().readAllBytes();
        }
    }
}
