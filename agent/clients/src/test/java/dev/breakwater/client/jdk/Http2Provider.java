package dev.breakwater.client.jdk;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A provider that speaks HTTP/2 on 127.0.0.1 and misbehaves by script. */
final class Http2Provider implements AutoCloseable {
    enum Behaviour {
        HEALTHY,
        UNAVAILABLE,
        /** Three tokens, then nothing more until the client resets the stream. */
        ENDLESS
    }

    private static final String EVENT =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";
    private static final String CHAT = "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m-1\",\"choices\":[{"
            + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";

    /** Held, so that their levels last. */
    private static final List<Logger> QUIET = Stream.of("io.undertow", "org.xnio", "org.jboss.threads")
            .map(Logger::getLogger)
            .toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch endless = new CountDownLatch(1);
    private final CountDownLatch reset = new CountDownLatch(1);
    private final Undertow server;

    Http2Provider() {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(new BlockingHandler(this::answer))
                .setIoThreads(1)
                .setWorkerThreads(8)
                .build();
        server.start();
    }

    String baseUrl() {
        return origin() + "/v1";
    }

    String origin() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return "http://127.0.0.1:" + address.getPort();
    }

    Http2Provider answer(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** Protocol and body of each call. */
    List<String> requests() {
        return requests;
    }

    boolean awaitEndless() throws InterruptedException {
        return endless.await(10, TimeUnit.SECONDS);
    }

    boolean awaitReset() throws InterruptedException {
        return reset.await(10, TimeUnit.SECONDS);
    }

    private void answer(HttpServerExchange exchange) throws IOException {
        if (!exchange.getRequestPath().startsWith("/v1")) {
            return;
        }
        String body = new String(exchange.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((exchange.getProtocol().equals(Protocols.HTTP_2_0) ? "h2 " : "h1 ") + body.length());
        Behaviour behaviour = script.poll();
        if (behaviour == Behaviour.UNAVAILABLE) {
            exchange.setStatusCode(503);
            send(exchange, "application/json", "{\"error\":{\"message\":\"busy\",\"code\":null}}");
        } else if (behaviour == Behaviour.ENDLESS) {
            endless.countDown();
            stream(exchange, false);
        } else if (body.contains("\"stream\":true")) {
            stream(exchange, true);
        } else {
            send(exchange, "application/json", CHAT);
        }
    }

    private static void send(HttpServerExchange exchange, String type, String text) throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void stream(HttpServerExchange exchange, boolean ends) throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
        OutputStream out = exchange.getOutputStream();
        for (int token = 1; ends ? token <= 3 : token <= 100_000; token++) {
            try {
                write(out, EVENT.formatted("t" + token, ends && token == 3 ? "\"stop\"" : "null"));
            } catch (IOException gone) {
                reset.countDown();
                throw gone;
            }
        }
        write(out, "data: [DONE]\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop();
    }
}
