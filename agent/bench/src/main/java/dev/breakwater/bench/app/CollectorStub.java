package dev.breakwater.bench.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A collector that takes all telemetry and does nothing with it: what is measured with telemetry on has somewhere to send it.
 * Senders put their name before the path, so that it can tell who has sent anything at all.
 */
final class CollectorStub {
    private final HttpServer server;
    private final Map<String, Integer> received = new ConcurrentHashMap<>();

    /** Starts it, on loopback. */
    CollectorStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
        server.createContext("/", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many messages have come from that sender. */
    int received(String sender) {
        return received.getOrDefault(sender, 0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            body.transferTo(OutputStream.nullOutputStream());
            String path = exchange.getRequestURI().getPath();
            received.merge(path.substring(1, Math.max(1, path.indexOf('/', 1))), 1, Integer::sum);
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
