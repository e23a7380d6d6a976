package dev.breakwater.client.jdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response to a request that the agent has changed: the application sees its own request, and never the target's key. */
final class GovernedResponse<T> implements HttpResponse<T> {
    private final HttpResponse<T> response;
    private final HttpRequest original;
    private final HttpRequest sent;
    private final HttpHeaders headers;

    GovernedResponse(HttpResponse<T> response, HttpRequest original, HttpRequest sent, HttpHeaders headers) {
        this.response = response;
        this.original = original;
        this.sent = sent;
        this.headers = headers;
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public HttpRequest request() {
        return original;
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return response.previousResponse()
                .map(previous -> new GovernedResponse<>(previous, original, sent, previous.headers()));
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public T body() {
        return response.body();
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

    @Override
    public String toString() {
        return "(" + original.method() + " " + original.uri() + ") " + statusCode();
    }
}
