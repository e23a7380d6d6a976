package com.example.webclient;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.HookPoint;
import dev.breakwater.client.jdk.JdkClientAdapter;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The JDK's client with the agent's gate where woven code would call it: its own class is the platform's. */
final class GatedHttpClient extends HttpClient {
    private final HttpClient facade = HttpClient.newHttpClient();
    private final BiFunction<Object, Object, Object> gate;

    GatedHttpClient(CallEngine engine) {
        record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
        HookPoint sendAsync = Clients.all().stream()
                .filter(client -> client.adapterClassName().equals(JdkClientAdapter.class.getName()))
                .map(ClientDescription::hooks)
                .findFirst()
                .orElseThrow()
                .get(1);
        gate = new JdkClientAdapter(new Context(engine, GatedHttpClient.class.getClassLoader())).gate(sendAsync);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        Object taken = gate.apply(facade, request);
        Object answer = taken == null
                ? null
                : ((Function<Object[], Object>) taken).apply(new Object[] {facade, request, handler});
        return answer == null ? facade.sendAsync(request, handler) : (CompletableFuture<HttpResponse<T>>) answer;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return facade.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return facade.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return facade.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return facade.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return facade.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return facade.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return facade.authenticator();
    }

    @Override
    public Version version() {
        return facade.version();
    }

    @Override
    public Optional<Executor> executor() {
        return facade.executor();
    }
}
