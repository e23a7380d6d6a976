package dev.breakwater.bench.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A program that loads every hooked client and makes one call with each, to a host that is in no policy. */
public final class ClientsMain {
    private ClientsMain() {}

    /** The one argument is the URL. */
    public static void main(String[] arguments) throws Exception {
        OkHttpClient okhttp = new OkHttpClient();
        try (Response response =
                okhttp.newCall(new Request.Builder().url(arguments[0]).build()).execute()) {
            response.body().bytes();
        }
        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(arguments[0])).build(), BodyHandlers.ofByteArray());
        System.exit(0); // OkHttp's pool would keep the JVM for a minute
    }
}
