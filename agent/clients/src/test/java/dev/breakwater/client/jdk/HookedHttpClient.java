package dev.breakwater.client.jdk;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.HookPoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The JDK's client with its gates called by hand where woven code would call them: its class is the boot loader's. */
final class HookedHttpClient {
    private final HttpClient facade;
    private final BiFunction<Object, Object, Object> send;
    private final BiFunction<Object, Object, Object> sendAsync;

    HookedHttpClient(HttpClient facade, CallEngine engine) {
        record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
        this.facade = facade;
        JdkClientAdapter adapter = new JdkClientAdapter(new Context(engine, HookedHttpClient.class.getClassLoader()));
        List<HookPoint> hooks = Clients.all().stream()
                .filter(client -> client.adapterClassName().equals(JdkClientAdapter.class.getName()))
                .map(ClientDescription::hooks)
                .findFirst()
                .orElseThrow();
        this.send = adapter.gate(hooks.get(0));
        this.sendAsync = adapter.gate(hooks.get(1));
    }

    HttpClient facade() {
        return facade;
    }

    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpResponse<T> answer = hooked(send, request, handler);
        return answer == null ? facade.send(request, handler) : answer;
    }

    <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = hooked(sendAsync, request, handler);
        return answer == null ? facade.sendAsync(request, handler) : answer;
    }

    <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
        CompletableFuture<HttpResponse<T>> answer = hooked(sendAsync, request, handler, pushes);
        return answer == null ? facade.sendAsync(request, handler, pushes) : answer;
    }

    @SuppressWarnings("unchecked")
    private <R> R hooked(BiFunction<Object, Object, Object> gate, HttpRequest request, Object... more) {
        Object taken = gate.apply(facade, request);
        if (taken == null) {
            return null;
        }
        Object[] arguments = new Object[2 + more.length];
        arguments[0] = facade;
        arguments[1] = request;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return (R) ((Function<Object[], Object>) taken).apply(arguments);
    }
}
