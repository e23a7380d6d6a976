package dev.breakwater.client.webclient;

import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** What the application gets in place of the exchange's own Mono: as cold as that, each subscription a call of its own. */
final class GovernedExchange extends Mono<ClientResponse> {
    private final Governed governed;

    GovernedExchange(Governed governed) {
        this.governed = governed;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ClientResponse> application) {
        application.onSubscribe(new ExchangeCall(governed, application));
    }
}
