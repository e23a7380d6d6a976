package dev.breakwater.client.jdk;

import dev.breakwater.message.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;

/** A response of the agent's own. Its body has gone through the application's body handler, so that it is of the right type. */
record SyntheticResponse<T>(HttpRequest request, HttpResponse.ResponseInfo head, T body) implements HttpResponse<T> {

    static <T> CompletableFuture<HttpResponse<T>> read(
            Response response, HttpRequest request, BodyHandler<T> handler, Threads threads) {
        Head head = Head.of(response);
        BodySubscriber<T> subscriber = handler.apply(head);
        List<List<ByteBuffer>> items = response.body().length == 0
                ? List.of()
                : List.of(List.of(ByteBuffer.wrap(response.body()).asReadOnlyBuffer()));
        subscriber.onSubscribe(new BufferSubscription<>(items, subscriber));
        return threads.bodyOf(subscriber)
                .<HttpResponse<T>>thenApply(body -> new SyntheticResponse<>(request, head, body))
                .toCompletableFuture();
    }

    @Override
    public int statusCode() {
        return head.statusCode();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return head.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public HttpClient.Version version() {
        return head.version();
    }
}
