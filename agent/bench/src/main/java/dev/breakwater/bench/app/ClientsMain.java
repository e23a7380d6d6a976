package dev.breakwater.bench.app;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** A program that loads every hooked client, but for Spring's, and makes one call with each, to a host that is in no policy. */
public final class ClientsMain {
    private ClientsMain() {}

    /** The one argument is the URL. */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        okhttp(url);
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        apache5(url);
        apache4(url);
        apache5Async(url);
        apache4Async(url);
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            answer.readAllBytes();
        }
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

    private static void apache5Async(String url) throws Exception {
        try (var client = org.apache.hc.client5.http.impl.async.HttpAsyncClients.createDefault()) {
            client.start();
            client.execute(SimpleRequestBuilder.get(url).build(), null).get();
        }
    }

    private static void apache4Async(String url) throws Exception {
        try (var client = org.apache.http.impl.nio.client.HttpAsyncClients.createDefault()) {
            client.start();
            client.execute(new org.apache.http.client.methods.HttpGet(url), null)
                    .get();
        }
    }

    private static void apache4(String url) throws Exception {
        try (var client = org.apache.http.impl.client.HttpClients.createDefault();
                var response = client.execute(new org.apache.http.client.methods.HttpGet(url))) {
            response.getEntity().getContent().readAllBytes();
        }
    }
}
