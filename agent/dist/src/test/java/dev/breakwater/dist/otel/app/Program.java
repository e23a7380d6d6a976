package dev.breakwater.dist.otel.app;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/**
 * An application with an OpenTelemetry SDK of its own, in a class loader of its own, of whatever version that loader holds. It
 * does something inside a span of its own, and answers that span and what its exporter got, each as "name spanId parentId traceId".
 */
public final class Program implements BiFunction<String, Runnable, List<String>>, SpanExporter {
    private final List<String> exported = new CopyOnWriteArrayList<>();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(this))
                    .build())
            .build();

    /** "registered": as the global one; "unregistered": known to the application alone. */
    @Override
    public List<String> apply(String how, Runnable work) {
        if (how.equals("registered")) {
            GlobalOpenTelemetry.set(sdk);
        }
        Tracer tracer = sdk.getTracer("program");
        Span span = tracer.spanBuilder("work").startSpan();
        exported.add(line(
                "work",
                span.getSpanContext().getSpanId(),
                "",
                span.getSpanContext().getTraceId()));
        try (Scope scope = span.makeCurrent()) {
            work.run();
            if (Span.current() != span) {
                throw new AssertionError("the current span is another one now");
            }
        }
        return new ArrayList<>(exported);
    }

    /** Does something before it uses OpenTelemetry for the first time, and sets it up after that. */
    public List<String> later(Runnable work) {
        work.run();
        return apply("registered", work);
    }

    /** What a client's instrumentation would take for its parent. */
    public static String currentSpanId() {
        return Span.current().getSpanContext().getSpanId();
    }

    /** Does what this copy of OpenTelemetry writes a warning into the log about. */
    public static void complain() {
        BatchSpanProcessor.builder(new Program())
                .setMaxQueueSize(1)
                .setMaxExportBatchSize(2)
                .build()
                .close();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        for (SpanData span : spans) {
            exported.add(line(
                    span.getName().replace(' ', '_'), span.getSpanId(), span.getParentSpanId(), span.getTraceId()));
        }
        return CompletableResultCode.ofSuccess();
    }

    private static String line(String... words) {
        return String.join(" ", words);
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
