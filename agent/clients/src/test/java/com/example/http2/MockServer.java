package com.example.http2;

import dev.breakwater.client.scenario.Http2Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.Dispatcher;
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
    private final Script script = new Script();
    private final HandshakeCertificates client = new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    public MockServer() {
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
        server.setDispatcher(script);
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
        script.said.add(response(status, body).build());
    }

    @Override
    public void cut(int status, String body) {
        script.said.add(response(status, body)
                .onResponseBody(new SocketEffect.CloseStream(2))
                .build());
    }

    @Override
    public void silence() {
        script.said.add(new MockResponse.Builder()
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
        RecordedRequest request = script.arrived.poll(10, TimeUnit.SECONDS);
        return request == null
                ? "none"
                : request.getConnectionIndex() + " " + request.getHeaders().get("Authorization");
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * Each request takes its answer before it is told of. The server's own queue of requests is filled before: of two that follow one
     * another on one connection the second might take what was meant for the first.
     */
    private static final class Script extends Dispatcher {
        private static final MockResponse CLOSED =
                new MockResponse.Builder().code(503).build();

        final LinkedBlockingQueue<MockResponse> said = new LinkedBlockingQueue<>();
        final LinkedBlockingQueue<RecordedRequest> arrived = new LinkedBlockingQueue<>();

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            MockResponse answer = said.poll();
            arrived.add(request);
            MockResponse taken = answer == null ? said.take() : answer;
            if (taken == CLOSED) {
                said.add(CLOSED);
            }
            return taken;
        }

        @Override
        public void close() {
            said.add(CLOSED);
        }
    }
}
