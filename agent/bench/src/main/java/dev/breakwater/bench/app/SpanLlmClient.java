package dev.breakwater.bench.app;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.function.Consumer;

/**
 * The least that telemetry costs whoever makes it: one span a call by OpenTelemetry's SDK, without an attribute, sent in batches as large as
 * the agent's, and nothing else. The floor under all that trace.
 */
final class SpanLlmClient implements LlmClient {
    /** As the agent's own {@code SdkSettings} have it, with a queue of two. */
    private static final int BATCH = 2048;

    private final LlmClient client;
    private final Tracer tracer;

    SpanLlmClient(LlmClient client) {
        this.client = client;
        String collector = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT");
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector + "/v1/traces")
                .build();
        tracer = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxExportBatchSize(BATCH)
                        .setMaxQueueSize(2 * BATCH)
                        .build())
                .build()
                .get("bench");
    }

    @Override
    public byte[] plain() throws Exception {
        Span span = start();
        try {
            return client.plain();
        } finally {
            span.end();
        }
    }

    @Override
    public void stream(String asked, Consumer<String> line) throws Exception {
        Span span = start();
        try {
            client.stream(asked, line);
        } finally {
            span.end();
        }
    }

    private Span start() {
        return tracer.spanBuilder("chat gpt-4.1").setSpanKind(SpanKind.CLIENT).startSpan();
    }
}
