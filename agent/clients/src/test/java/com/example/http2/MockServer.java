package com.example.http2;

import dev.breakwater.client.scenario.Http2Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** MockWebServer; all of them have one certificate. */
public final class MockServer implements Http2Server {
    /** Held, as nobody else does: it logs with a stack trace that a client went away, which is what tests are about. */
    private static final List<Logger> SILENCED =
            List.of(Logger.getLogger("okhttp3.OkHttpClient"), Logger.getLogger(MockWebServer.class.getName()));

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private final MockWebServer server = new MockWebServer();
    private final HandshakeCertificates client = new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    public MockServer() {
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(CERTIFICATE)
                .build()
                .sslSocketFactory());
        try {
            server.start(InetAddress.getByName("localhost"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String baseUrl() {
        return "https://localhost:" + server.getPort() + "/v1";
    }

    @Override
    public SSLSocketFactory clientSockets() {
        return client.sslSocketFactory();
    }

    @Override
    public X509TrustManager clientTrust() {
        return client.trustManager();
    }

    @Override
    public void answer(int status, String body) {
        server.enqueue(response(status, body).build());
    }

    @Override
    public void cut(int status, String body) {
        server.enqueue(response(status, body)
                .onResponseBody(new SocketEffect.CloseStream(2))
                .build());
    }

    @Override
    public void silence() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
    }

    private static MockResponse.Builder response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    @Override
    public int requestCount() {
        return server.getRequestCount();
    }

    @Override
    public String nextRequest() throws InterruptedException {
        RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
        return request == null
                ? "none"
                : request.getConnectionIndex() + " " + request.getHeaders().get("Authorization");
    }

    @Override
    public void close() {
        server.close();
    }
}
