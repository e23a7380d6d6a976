package dev.breakwater.client.scenario;

import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/** A TLS server on loopback that speaks HTTP/2, in terms of the JDK: it runs on a version of OkHttp of its own. */
public interface Http2Server extends AutoCloseable {
    /** {@code https://localhost:PORT/v1}. */
    String baseUrl();

    SSLSocketFactory clientSockets();

    X509TrustManager clientTrust();

    /** The next request gets this; requests beyond what was said wait. */
    void answer(int status, String body);

    /** The next request gets the beginning of this, then its stream is reset. */
    void cut(int status, String body);

    /** The next request gets nothing. */
    void silence();

    int requestCount();

    /** The next request that has arrived: {@code connection KEY}, the connection's number and the Authorization header. */
    String nextRequest() throws InterruptedException;

    @Override
    void close();
}
