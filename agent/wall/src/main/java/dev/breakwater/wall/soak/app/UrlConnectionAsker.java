package dev.breakwater.wall.soak.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The JDK's {@code HttpURLConnection}. */
final class UrlConnectionAsker implements Asker {
    UrlConnectionAsker() {
        // It would keep five, and each other call would leave a port in TIME_WAIT: there are not enough for so many
        // calls.
        System.setProperty("http.maxConnections", Integer.toString(SoakApplication.MAX_CALLERS));
    }

    @Override
    public String ask(String url, String json) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + SoakApplication.KEY);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(json.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String answer = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (status != 200) {
                throw new IOException("status " + status);
            }
            return answer;
        }
    }

    @Override
    public void close() {}
}
