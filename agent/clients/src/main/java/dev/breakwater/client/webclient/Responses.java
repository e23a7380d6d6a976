package dev.breakwater.client.webclient;

import dev.breakwater.call.Decision;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Flux;

/** Answers in Spring's own type, as the application sees them: to its own request. */
final class Responses {
    private Responses() {}

    /** An answer whose body is handed on by the agent. */
    static ClientResponse relayed(ClientResponse came, ClientRequest own, LiveAttempt attempt, Flux<DataBuffer> body) {
        ClientResponse.Builder seen = head(came, own, attempt.decision());
        if (attempt.rewrites()) {
            seen.headers(Responses::withoutBodysOwn);
        }
        // With a function: the other way would read the body that came to its end and throw it away.
        return seen.body(any -> body).build();
    }

    /** An answer whose body is nobody's business any more. */
    static ClientResponse passed(ClientResponse came, ClientRequest own, LiveAttempt attempt) {
        return head(came, own, attempt.decision()).build();
    }

    private static ClientResponse.Builder head(ClientResponse came, ClientRequest own, @Nullable Decision decision) {
        ClientResponse.Builder seen = came.mutate().request(new OwnRequest(own));
        if (decision instanceof Decision.Deliver deliver
                && !deliver.headersToAdd().isEmpty()) {
            seen.headers(
                    headers -> deliver.headersToAdd().forEach(header -> headers.set(header.name(), header.value())));
        }
        return seen;
    }

    private static void withoutBodysOwn(HttpHeaders headers) {
        HttpHeaders kept = new HttpHeaders();
        headers.forEach((name, values) -> {
            if (!BodyHeaders.contain(name)) {
                kept.put(name, values);
            }
        });
        headers.clear();
        kept.forEach(headers::put);
    }

    /** An answer of the agent's own. */
    static ClientResponse synthetic(Response response, ClientRequest own, ExchangeStrategies strategies) {
        return ClientResponse.create(response.status(), strategies)
                .request(new OwnRequest(own))
                .headers(headers -> {
                    for (Header header : response.headers()) {
                        headers.add(header.name(), header.value());
                    }
                })
                .body(Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(response.body()))))
                .build();
    }
}
