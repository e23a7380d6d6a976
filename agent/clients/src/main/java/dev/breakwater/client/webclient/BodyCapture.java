package dev.breakwater.client.webclient;

import dev.breakwater.client.nonblocking.BodyReading;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.codec.Hints;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A request that goes nowhere: the application's inserter writes to it, once a call, and the attempts repeat what it wrote. */
final class BodyCapture extends AbstractClientHttpRequest {
    private final ClientRequest request;
    private final Context context;
    private final CompletableFuture<RequestBody> done = new CompletableFuture<>();
    private volatile @Nullable RequestBody written;
    private volatile @Nullable Subscription insertion;
    private volatile @Nullable BodyReading<DataBuffer> reading;

    BodyCapture(ClientRequest request, Context context) {
        this.request = request;
        this.context = context;
        request.headers()
                .forEach((name, values) -> values.forEach(value -> getHeaders().add(name, value)));
    }

    /** Runs the application's code, on this thread unless its publisher has threads of its own. */
    CompletableFuture<RequestBody> read(ExchangeStrategies strategies) {
        request.body()
                .insert(this, new InserterContext(strategies, request.logPrefix()))
                .subscribe(new Insertion());
        return done;
    }

    /** The application has taken the call back before its body was there. */
    void cancel() {
        Subscription running = insertion;
        if (running != null) {
            running.cancel();
        }
        BodyReading<DataBuffer> unread = reading;
        if (unread != null) {
            unread.cancel();
        }
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return doCommit(() -> {
            CapturedWriting started = new CapturedWriting(body, context);
            BodyReading<DataBuffer> read = started.reading();
            reading = read;
            read.tooLarge()
                    .thenAccept(rest -> done.complete(RequestBody.tooLarge(CapturedWriting.rest(rest), getHeaders())));
            return started.doOnSuccess(nothing -> written = RequestBody.whole(read.whole(), getHeaders()));
        });
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return doCommit(() -> {
            written = RequestBody.flowing(body, getHeaders());
            return Mono.empty();
        });
    }

    @Override
    public Mono<Void> setComplete() {
        return doCommit();
    }

    @Override
    protected void applyHeaders() {
        // They stay here.
    }

    @Override
    protected void applyCookies() {
        // The application's own go along with each attempt anyway.
    }

    @Override
    public HttpMethod getMethod() {
        return request.method();
    }

    @Override
    public URI getURI() {
        return request.url();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Spring declares it
    public <T> T getNativeRequest() {
        return (T) this;
    }

    @Override
    public DataBufferFactory bufferFactory() {
        return DefaultDataBufferFactory.sharedInstance;
    }

    private final class Insertion implements CoreSubscriber<Void> {
        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            insertion = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Void never) {
            // There is none.
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            RequestBody body = written;
            done.complete(body == null ? RequestBody.none(getHeaders()) : body);
        }
    }

    private record InserterContext(ExchangeStrategies strategies, String logPrefix) implements BodyInserter.Context {
        @Override
        public List<HttpMessageWriter<?>> messageWriters() {
            return strategies.messageWriters();
        }

        @Override
        public Optional<ServerHttpRequest> serverRequest() {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> hints() {
            return Hints.from(Hints.LOG_PREFIX_HINT, logPrefix);
        }
    }
}
