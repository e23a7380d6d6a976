package dev.breakwater.bench.app;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.retry.Retry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a team writes by hand instead of using the agent: a retry and a circuit breaker of Resilience4j, a GenAI span and two
 * histograms of the OpenTelemetry SDK, sent to the collector that the agent, too, sends them to. It reads less than the agent does (the usage is searched as text),
 * opens no span an attempt and holds back no answer, so it is a yardstick that the agent does not get for free.
 */
final class DecoratedLlmClient implements LlmClient {
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final Attributes COMMON = Attributes.of(MODEL, "gpt-4.1", OPERATION, "chat");

    private final LlmClient plainClient;
    private final Retry retry = Retry.ofDefaults("llm");
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("llm");
    private final Tracer tracer;
    private final DoubleHistogram duration;
    private final LongHistogram tokens;

    DecoratedLlmClient(LlmClient plainClient) {
        this.plainClient = plainClient;
        String collector = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT");
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                        .setEndpoint(collector + "/v1/traces")
                                        .build())
                                .build())
                        .build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .registerMetricReader(PeriodicMetricReader.create(OtlpHttpMetricExporter.builder()
                                .setEndpoint(collector + "/v1/metrics")
                                .build()))
                        .build())
                .build();
        tracer = sdk.getTracer("bench");
        var meter = sdk.getMeter("bench");
        duration = meter.histogramBuilder("gen_ai.client.operation.duration")
                .setUnit("s")
                .build();
        tokens = meter.histogramBuilder("gen_ai.client.token.usage").ofLongs().build();
    }

    @Override
    public byte[] plain() throws Exception {
        return observed(plainClient::plain, answer -> {
            String text = new String(answer, StandardCharsets.UTF_8);
            return usage(text);
        });
    }

    @Override
    public void stream(String asked, Consumer<String> line) throws Exception {
        long[] used = {0};
        observed(
                () -> {
                    plainClient.stream(asked, next -> {
                        if (next.contains("\"usage\"")) {
                            used[0] = usage(next);
                        }
                        line.accept(next);
                    });
                    return "";
                },
                nothing -> used[0]);
    }

    private <T> T observed(CheckedSupplier<T> call, java.util.function.ToLongFunction<T> usage) throws Exception {
        Span span = tracer.spanBuilder("chat gpt-4.1")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(MODEL, "gpt-4.1")
                .setAttribute(OPERATION, "chat")
                .startSpan();
        long start = System.nanoTime();
        try (Scope scope = span.makeCurrent()) {
            T answer = Retry.decorateCheckedSupplier(retry, CircuitBreaker.decorateCheckedSupplier(breaker, call))
                    .get();
            long used = usage.applyAsLong(answer);
            span.setAttribute(OUTPUT, used);
            tokens.record(used, COMMON);
            return answer;
        } catch (Throwable failure) {
            span.setStatus(StatusCode.ERROR);
            throw failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        } finally {
            duration.record((System.nanoTime() - start) / 1e9, COMMON);
            span.end();
        }
    }

    private static long usage(String text) {
        int at = text.indexOf("\"completion_tokens\":") + 20;
        int end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return at < 20 || end == at ? 0 : Long.parseLong(text.substring(at, end));
    }
}
