package com.example.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Opens a URL before it waits, so that the JDK's protocol handlers are there; calls the same URL afterwards. */
public final class UrlApp {
    private UrlApp() {}

    public static void main(String[] arguments) throws IOException {
        URL url = new URL(arguments[0] + "/chat/completions");
        System.out.println(url.openConnection().getURL().getProtocol() + " ready");
        System.in.read();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write("{\"model\": \"gpt-test\", \"messages\": []}".getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = connection.getInputStream()) {
            System.out.println(connection.getResponseCode() + " of " + in.readAllBytes().length + " bytes");
        }
    }
}
