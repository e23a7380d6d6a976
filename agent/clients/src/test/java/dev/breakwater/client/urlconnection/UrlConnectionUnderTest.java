package dev.breakwater.client.urlconnection;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JDK's oldest client as an application uses it: it blocks, and nothing but its own timeouts ends it. */
final class UrlConnectionUnderTest implements ClientUnderTest {
    private final HookedUrls urls;
    private final Setup setup;

    UrlConnectionUnderTest(CallEngine engine, Setup setup) {
        this.urls = new HookedUrls(engine);
        this.setup = setup;
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.of(Ability.REDIRECTS, Ability.BLOCKING);
    }

    @Override
    public Received send(Ask ask) throws IOException {
        HttpURLConnection connection = asked(ask);
        int status = connection.getResponseCode();
        try (InputStream body = body(connection, status)) {
            // It hides the application's credential even from the application, so here it is as the application has it.
            Map<String, List<String>> headers = new LinkedHashMap<>(connection.getHeaderFields());
            headers.remove(null); // the status line
            return new Received(
                    status,
                    headers,
                    body.readAllBytes(),
                    connection.getURL().toString(),
                    Map.of(
                            "Authorization",
                            List.of(String.valueOf(ask.headers().get("Authorization"))),
                            "api-key",
                            List.of(String.valueOf(connection.getRequestProperty("api-key")))));
        }
    }

    @Override
    public OpenAnswer open(Ask ask) throws IOException {
        HttpURLConnection connection = asked(ask);
        int status = connection.getResponseCode();
        InputStream body = body(connection, status);
        return new OpenAnswer() {
            @Override
            public int status() {
                return status;
            }

            @Override
            public InputStream body() {
                return body;
            }

            @Override
            public void close() throws IOException {
                body.close();
            }
        };
    }

    private static InputStream body(HttpURLConnection connection, int status) throws IOException {
        InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private HttpURLConnection asked(Ask ask) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) urls.url(ask.url()).openConnection();
        connection.setRequestMethod(ask.method());
        connection.setInstanceFollowRedirects(setup.followRedirects());
        ask.headers().forEach(connection::setRequestProperty);
        if (ask.timeout() != null) {
            connection.setReadTimeout((int) ask.timeout().toMillis());
        }
        if (ask.kind() == Ask.BodyKind.NONE) {
            return connection;
        }
        connection.setDoOutput(true);
        if (ask.kind() == Ask.BodyKind.ONE_SHOT) {
            connection.setFixedLengthStreamingMode(ask.content().length);
        } else if (ask.kind() == Ask.BodyKind.ONE_SHOT_CHUNKED) {
            connection.setChunkedStreamingMode(0);
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(ask.content());
        }
        return connection;
    }

    @Override
    public RunningCall start(Ask ask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunningStream startStream(Ask ask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // The JDK keeps connections for all of the JVM.
    }
}
