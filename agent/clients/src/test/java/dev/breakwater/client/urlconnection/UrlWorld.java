package dev.breakwater.client.urlconnection;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.scenario.PolicyDraft;
import dev.breakwater.client.scenario.World;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.weaving.WovenApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Two providers, and URLs of the first that the agent governs. */
final class UrlWorld implements AutoCloseable {
    static final String KEY_A = "sk-of-a";
    static final byte[] CHAT = "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
            .getBytes(StandardCharsets.UTF_8);

    final World world = new World(WovenApplication.with("mockwebserver", "5.5.1"));
    private HookedUrls urls;

    UrlWorld governed(Consumer<PolicyDraft> change) {
        return governedBy(world.governed(change));
    }

    UrlWorld speaking(UnaryOperator<Dialect> dialect) {
        return governedBy(world.governed(draft -> {}, dialect));
    }

    UrlWorld governedBy(CallEngine engine) {
        urls = new HookedUrls(engine);
        return this;
    }

    /** A connection to the first provider; without the agent if none was put in force. */
    HttpURLConnection open(String path) throws IOException {
        return openUrl(world.a.baseUrl() + path);
    }

    HttpURLConnection openUrl(String url) throws IOException {
        return (HttpURLConnection) (urls == null ? new URL(url) : urls.url(url)).openConnection();
    }

    /** A chat completion, all but sent. */
    HttpURLConnection chat() throws IOException {
        HttpURLConnection connection = open("/chat/completions");
        prepare(connection);
        write(connection, CHAT);
        return connection;
    }

    static void prepare(HttpURLConnection connection) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Authorization", "Bearer " + KEY_A);
    }

    static void write(HttpURLConnection connection, byte[] body) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    static String text(InputStream body) throws IOException {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
