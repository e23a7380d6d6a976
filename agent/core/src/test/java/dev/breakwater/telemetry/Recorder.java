package dev.breakwater.telemetry;

import dev.breakwater.call.CallListener;
import dev.breakwater.time.ManualTicker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** An OpenTelemetry SDK that keeps what it is given, and the listener that gives it. */
final class Recorder {
    final ManualTicker ticker = new ManualTicker();
    final InMemorySpanExporter spans = InMemorySpanExporter.create();
    final InMemoryMetricReader reader = InMemoryMetricReader.create();
    final List<String> warnings = new ArrayList<>();
    final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private Collection<MetricData> metrics = List.of();

    CallListener listener() {
        return listener(new TelemetryOptions(true, false));
    }

    CallListener listener(TelemetryOptions options) {
        return TelemetryFactory.create(sdk, options, ticker, warnings::add);
    }

    /** The span of the one logical call. */
    SpanData call() {
        List<SpanData> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("expected one call: " + calls);
        }
        return calls.get(0);
    }

    List<SpanData> calls() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getAttributes().get(Names.ATTEMPT_COUNT) != null)
                .toList();
    }

    List<SpanData> attempts() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getAttributes().get(Names.METHOD) != null)
                .toList();
    }

    <T> List<T> ofAttempts(AttributeKey<T> key) {
        return attempts().stream().map(span -> span.getAttributes().get(key)).collect(Collectors.toList());
    }

    MetricData metric(Metric metric) {
        return metrics().stream()
                .filter(data -> data.getName().equals(metric.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metric.name() + " is not among " + names()));
    }

    List<String> names() {
        return metrics().stream().map(MetricData::getName).toList();
    }

    Collection<MetricData> metrics() {
        Collection<MetricData> fresh = reader.collectAllMetrics();
        if (!fresh.isEmpty()) {
            metrics = fresh;
        }
        return metrics;
    }

    /** The value of a counter where its attributes hold these. */
    long count(Metric metric, Attributes wanted) {
        return metric(metric).getLongSumData().getPoints().stream()
                .filter(point -> holds(point, wanted))
                .mapToLong(point -> point.getValue())
                .sum();
    }

    static boolean holds(PointData point, Attributes wanted) {
        return wanted.asMap().entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(point.getAttributes().get(entry.getKey())));
    }
}
