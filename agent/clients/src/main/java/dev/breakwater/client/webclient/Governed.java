package dev.breakwater.client.webclient;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.Reentry;
import dev.breakwater.message.Body;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.time.Ticker;
import java.util.Locale;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Mono;

/** An application's exchange as it came. What is subscribed to twice is two calls with the same of these. */
record Governed(
        CallEngine engine,
        ExchangeFunction exchange,
        ExchangeStrategies strategies,
        ClientHttpConnector connector,
        ClientRequest request,
        Url url) {

    Ticker ticker() {
        return engine.ticker();
    }

    /** What the application's own timeout is, in nanoseconds; 0 for none. */
    long timeoutNanos() {
        return OwnTimeout.nanos(connector);
    }

    /** How that tells that it has passed; the agent's own words where the connector has none. */
    Throwable timeoutPassed(Throwable otherwise) {
        return OwnTimeout.passed(connector, otherwise);
    }

    Call open(Upstream upstream, Body body, long startNanos, long threadId) {
        Request neutral = new Request(
                request.method().name().toUpperCase(Locale.ROOT), url, new HeadersView(request.headers()), body);
        long timeout = timeoutNanos();
        long deadline = timeout == 0 ? Caller.NO_DEADLINE : startNanos + timeout;
        return engine.open(upstream, neutral, new Caller(deadline, true, threadId));
    }

    /** Past our own hook. The connector's work begins when the answer is subscribed to, or right now: connectors differ. */
    Mono<ClientResponse> send(ClientRequest attempt) {
        Reentry.arm();
        try {
            return exchange.exchange(attempt);
        } finally {
            Reentry.disarm();
        }
    }
}
