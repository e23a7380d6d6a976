package dev.breakwater.client.webclient;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;

/** The application's own request, which is all that its responses and exceptions tell of. */
final class OwnRequest implements HttpRequest {
    private final ClientRequest request;

    OwnRequest(ClientRequest request) {
        this.request = request;
    }

    @Override
    public HttpMethod getMethod() {
        return request.method();
    }

    @Override
    public URI getURI() {
        return request.url();
    }

    /** Implements what {@link HttpRequest} asks for since Spring 6.2. */
    public Map<String, Object> getAttributes() {
        return request.attributes();
    }

    @Override
    public HttpHeaders getHeaders() {
        return request.headers();
    }
}
