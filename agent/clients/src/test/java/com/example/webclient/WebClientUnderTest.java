package com.example.webclient;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.OpenAnswer;
import dev.breakwater.client.contract.Received;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.client.contract.RunningStream;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** The contract's calls, made with WebClient; the application that blocks does so on its answer. */
final class WebClientUnderTest implements ClientUnderTest {
    private final ConnectionProvider connections = ConnectionProvider.create("test", 200);
    /** One thread for everything: whatever blocks it does not go unnoticed. */
    private final LoopResources threads = LoopResources.create("one", 1, true);

    private final Executor loop = threads.onClient(true).next();
    private final Setup setup;

    WebClientUnderTest(Setup setup) {
        this.setup = setup;
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.of(Ability.REDIRECTS, Ability.BLOCKING, Ability.ASYNC, Ability.CLOSE_FROM_ANYWHERE);
    }

    @Override
    public Received send(Ask ask) throws Exception {
        CompletableFuture<Received> answer = whole(ask).toFuture();
        return await(answer, Duration.ofMinutes(1));
    }

    @Override
    public OpenAnswer open(Ask ask) throws Exception {
        return startStream(ask).get(Duration.ofMinutes(1));
    }

    @Override
    public RunningCall start(Ask ask) {
        CompletableFuture<Received> answer = whole(ask).toFuture();
        return new RunningCall() {
            @Override
            public Received get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                answer.cancel(true);
            }
        };
    }

    private Mono<Received> whole(Ask ask) {
        return request(ask)
                .exchangeToMono(response -> response.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .flatMap(body -> ownRequest(response).map(own -> received(response, body, own))))
                .flatMap(received -> Mono.create(sink -> loop.execute(() -> sink.success(received))));
    }

    private static Received received(ClientResponse response, byte[] body, HttpRequest own) {
        return new Received(
                response.statusCode().value(),
                map(response.headers().asHttpHeaders()),
                body,
                own.getURI().toString(),
                map(own.getHeaders()));
    }

    /** A response tells of its request only through its exception. */
    private static Mono<HttpRequest> ownRequest(ClientResponse response) {
        return response.mutate()
                .body(read -> Flux.empty())
                .build()
                .createException()
                .map(WebClientResponseException::getRequest);
    }

    @Override
    public RunningStream startStream(Ask ask) {
        AtomicReference<BodyStream> reading = new AtomicReference<>();
        CompletableFuture<OpenAnswer> answer = request(ask)
                .retrieve()
                .onStatus(status -> true, response -> Mono.empty())
                .toEntityFlux(DataBuffer.class)
                .<OpenAnswer>map(entity -> {
                    Flux<DataBuffer> body = entity.getBody() == null ? Flux.empty() : entity.getBody();
                    BodyStream stream = new BodyStream(body, loop, WebClientUnderTest::own);
                    reading.set(stream);
                    return new Answer(entity.getStatusCode().value(), stream);
                })
                .toFuture();
        return new RunningStream() {
            @Override
            public OpenAnswer get(Duration timeout) throws Exception {
                return await(answer, timeout);
            }

            @Override
            public void cancel() {
                answer.cancel(true);
                if (reading.get() != null) {
                    reading.get().close();
                }
            }
        };
    }

    private record Answer(int status, BodyStream body) implements OpenAnswer {
        @Override
        public void close() {
            body.close();
        }
    }

    private static <T> T await(CompletableFuture<T> answer, Duration timeout) throws Exception {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw own(e.getCause());
        }
    }

    /** The connector's own exception, which WebClient wraps. */
    private static Exception own(Throwable error) {
        Throwable cause = error instanceof WebClientException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof ReadTimeoutException ? new HttpTimeoutException("timed out") : (Exception) cause;
    }

    private WebClient.RequestHeadersSpec<?> request(Ask ask) {
        HttpClient http = HttpClient.create(connections).runOn(threads).followRedirect(setup.followRedirects());
        if (ask.timeout() != null) {
            http = http.responseTimeout(ask.timeout());
        }
        WebClient.RequestBodySpec request = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .method(HttpMethod.valueOf(ask.method()))
                .uri(URI.create(ask.url()));
        ask.headers().forEach(request::header);
        return switch (ask.kind()) {
            case NONE -> request;
            case BYTES -> request.body(BodyInserters.fromValue(ask.content()));
            case STRING -> request.body(BodyInserters.fromValue(new String(ask.content(), StandardCharsets.UTF_8)));
            case ONE_SHOT ->
                request.header("Content-Length", Integer.toString(ask.content().length))
                        .body(BodyInserters.fromDataBuffers(oneShot(ask)));
            case ONE_SHOT_CHUNKED -> request.body(BodyInserters.fromDataBuffers(oneShot(ask)));
        };
    }

    private static Flux<DataBuffer> oneShot(Ask ask) {
        AtomicReference<InputStream> once = new AtomicReference<>(new ByteArrayInputStream(ask.content()));
        return DataBufferUtils.readInputStream(
                () -> once.getAndSet(null), DefaultDataBufferFactory.sharedInstance, 8192);
    }

    private static Map<String, List<String>> map(HttpHeaders headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        headers.forEach(map::put);
        return map;
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(10));
        threads.disposeLater(Duration.ZERO, Duration.ofSeconds(10)).block(Duration.ofSeconds(10));
    }
}
