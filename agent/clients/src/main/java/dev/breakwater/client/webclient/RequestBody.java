package dev.breakwater.client.webclient;

import dev.breakwater.message.Body;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the application's inserter has written, and how that is written to a request.
 *
 * @param neutral as the engine looks at it
 * @param headers the request's, with those that the inserter has set
 * @param writer writes the body as it was
 */
record RequestBody(Body neutral, HttpHeaders headers, Writer writer) {
    /** Writes a body. */
    @FunctionalInterface
    interface Writer {
        /** @param taken run when the connector takes the body up, for which most of them need a connection */
        Mono<Void> write(ClientHttpRequest request, Runnable taken);
    }

    static RequestBody none(HttpHeaders headers) {
        return new RequestBody(Body.NONE, headers, (request, taken) -> request.setComplete());
    }

    /** A body that was read to its end. */
    static RequestBody whole(byte[] bytes, HttpHeaders headers) {
        return new RequestBody(Body.of(bytes), headers, writer(bytes));
    }

    /** A body that turned out to be too large: its beginning, and whatever follows. */
    static RequestBody tooLarge(Publisher<DataBuffer> rest, HttpHeaders headers) {
        long length = headers.getContentLength();
        Writer once = (request, taken) -> request.writeWith(Flux.from(rest).doOnSubscribe(any -> taken.run()));
        return new RequestBody(Body.opaque(length, false), headers, once);
    }

    /** A body that the application wants flushed piece by piece: it may never end, so it is not waited for. */
    static RequestBody flowing(Publisher<? extends Publisher<? extends DataBuffer>> pieces, HttpHeaders headers) {
        Writer once =
                (request, taken) -> request.writeAndFlushWith(Flux.from(pieces).doOnSubscribe(any -> taken.run()));
        return new RequestBody(Body.opaque(-1, false), headers, once);
    }

    static Writer writer(byte[] bytes) {
        return (request, taken) -> request.writeWith(Mono.fromSupplier(() -> {
            taken.run();
            return request.bufferFactory().wrap(bytes);
        }));
    }
}
