package com.example.webclient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;

/** A connector with which something happens right when the first response is there: when it is asked for its status. */
final class AtTheHead implements ClientHttpConnector {
    private final ClientHttpConnector connector = new ReactorClientHttpConnector();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable action;

    AtTheHead(Runnable action) {
        this.action = action;
    }

    @Override
    public Mono<ClientHttpResponse> connect(
            HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> callback) {
        return connector.connect(method, uri, callback).map(this::watched);
    }

    /** A proxy, since the versions differ in what a response has besides. */
    private ClientHttpResponse watched(ClientHttpResponse response) {
        return (ClientHttpResponse) Proxy.newProxyInstance(
                AtTheHead.class.getClassLoader(),
                new Class<?>[] {ClientHttpResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getStatusCode") && asked.compareAndSet(false, true)) {
                        action.run();
                    }
                    try {
                        return method.invoke(response, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
