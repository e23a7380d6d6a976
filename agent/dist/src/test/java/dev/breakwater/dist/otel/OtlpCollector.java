package dev.breakwater.dist.otel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A collector on loopback that takes OTLP over HTTP and keeps what it gets. Thread-safe. */
public final class OtlpCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private volatile int status = 200;
    private int requests;

    public OtlpCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> take(exchange, this::traces));
        server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
        server.start();
    }

    /** The value for OTEL_EXPORTER_OTLP_ENDPOINT. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers this status from now on. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    private interface Decoder {
        void decode(InputStream body) throws IOException;
    }

    private void take(HttpExchange exchange, Decoder decoder) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            synchronized (this) {
                requests++;
                if (status == 200) {
                    decoder.decode(body);
                }
                notifyAll();
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void traces(InputStream body) throws IOException {
        for (var part : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            resources.add(part.getResource());
            part.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
        }
    }

    private void metrics(InputStream body) throws IOException {
        for (var part : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
            part.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList()));
        }
    }

    /** Waits, 20 seconds at most, until the spans that have come are enough. */
    public synchronized List<Span> spans(Predicate<List<Span>> enough) throws InterruptedException {
        await(() -> enough.test(spans));
        return List.copyOf(spans);
    }

    public synchronized List<Metric> metrics(Predicate<List<Metric>> enough) throws InterruptedException {
        await(() -> enough.test(metrics));
        return List.copyOf(metrics);
    }

    public synchronized List<Resource> resources() {
        return List.copyOf(resources);
    }

    /** Waits, 20 seconds at most, for that many requests, taken or refused. */
    public synchronized int requests(int atLeast) throws InterruptedException {
        await(() -> requests >= atLeast);
        return requests;
    }

    private void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not enough came in time: " + requests + " requests, spans " + spans);
            }
            wait(left);
        }
    }

    /** An attribute as text, or null. */
    public static String attribute(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
