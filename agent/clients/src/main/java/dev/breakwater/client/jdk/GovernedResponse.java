package dev.breakwater.client.jdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A response that the agent has had a hand in: the application sees its own request, and never the target's key.
 *
 * @param <T> the application's body type
 */
final class GovernedResponse<T> implements HttpResponse<T> {
    private final HttpResponse<?> response;
    private final @Nullable T body;
    private final HttpRequest original;
    private final HttpRequest sent;
    private final HttpHeaders headers;

    /** @param sent what was answered, which may be the original */
    GovernedResponse(
            HttpResponse<?> response, @Nullable T body, HttpRequest original, HttpRequest sent, HttpHeaders headers) {
        this.response = response;
        this.body = body;
        this.original = original;
        this.sent = sent;
        this.headers = headers;
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    /** Of an untouched request it is the client's business which one was answered, behind a redirect for one. */
    @Override
    @SuppressWarnings("ReferenceEquality") // an untouched attempt sends this very object
    public HttpRequest request() {
        return sent == original ? response.request() : original;
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return response.previousResponse()
                .map(previous -> new GovernedResponse<>(previous, null, original, sent, previous.headers()));
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public @Nullable T body() {
        return body;
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return response.sslSession();
    }

    /** The original's, unless a redirect led elsewhere. */
    @Override
    public URI uri() {
        return response.uri().equals(sent.uri()) ? original.uri() : response.uri();
    }

    @Override
    public HttpClient.Version version() {
        return response.version();
    }

    /** What a response has since JDK 25, where it overrides the interface's own. */
    @SuppressWarnings("unused") // an older interface has no such method
    public Optional<String> connectionLabel() {
        return ConnectionLabels.of(response);
    }

    @Override
    public String toString() {
        return "(" + original.method() + " " + original.uri() + ") " + statusCode();
    }
}
