package dev.breakwater.client.webclient;

import dev.breakwater.client.Reentry;
import org.reactivestreams.Subscription;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Writes a request of the agent's own, so that no hook beneath governs it again. A connector on top of another client that the agent
 * hooks calls that client when this is complete, on whatever thread that happens to be: there the token lies ready.
 */
class OwnSend implements BodyInserter<Object, ClientHttpRequest> {
    /** Sends by itself: for it the token would lie around on an event loop. */
    private static final String REACTOR_NETTY = "ReactorClientHttpRequest";

    private final RequestBody.Writer writer;
    private final Runnable taken;

    OwnSend(RequestBody.Writer writer, Runnable taken) {
        this.writer = writer;
        this.taken = taken;
    }

    @Override
    public Mono<Void> insert(ClientHttpRequest request, Context context) {
        Mono<Void> written = writer.write(request, taken);
        return isReactorNetty(request) ? written : new Marked(written);
    }

    static boolean isReactorNetty(ClientHttpRequest request) {
        return request.getClass().getSimpleName().equals(REACTOR_NETTY);
    }

    /** Whoever goes on when this is complete does so with the token. */
    private static final class Marked extends Mono<Void> {
        private final Mono<Void> written;

        Marked(Mono<Void> written) {
            this.written = written;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> connector) {
            written.subscribe(new MarkedSubscriber(connector));
        }
    }

    private record MarkedSubscriber(CoreSubscriber<? super Void> connector) implements CoreSubscriber<Void> {
        @Override
        public reactor.util.context.Context currentContext() {
            return connector.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            connector.onSubscribe(subscription);
        }

        @Override
        public void onNext(Void never) {
            // There is none.
        }

        @Override
        public void onError(Throwable error) {
            connector.onError(error);
        }

        @Override
        public void onComplete() {
            Reentry.arm();
            try {
                connector.onComplete();
            } finally {
                Reentry.disarm();
            }
        }
    }
}
