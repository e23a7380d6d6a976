package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallResult;
import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.message.Url;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span of a logical call: an inference by the GenAI conventions, anything else an internal span around its attempts,
 * because HTTP allows only those to be client spans. Used by one thread at a time.
 */
final class CallSpan {
    final Call call;
    final Context context;
    private final CallTelemetry telemetry;
    private final Span span;
    private final long epochOffsetNanos;

    CallSpan(CallTelemetry telemetry, Call call, long epochOffsetNanos, Context parent, long nowNanos) {
        this.telemetry = telemetry;
        this.call = call;
        this.epochOffsetNanos = epochOffsetNanos;
        this.span = start(parent, nowNanos);
        this.context = parent.with(span);
    }

    /** What sampling may ask for is there from the beginning. */
    private Span start(Context parent, long nowNanos) {
        RequestFacts facts = call.facts();
        Url url = call.request().url();
        SpanBuilder builder = telemetry
                .tracer
                .spanBuilder(name(facts))
                .setSpanKind(facts.operation().inference() ? SpanKind.CLIENT : SpanKind.INTERNAL)
                .setParent(parent)
                .setStartTimestamp(epochNanos(nowNanos), TimeUnit.NANOSECONDS)
                .setAttribute(Names.UPSTREAM, call.upstream().name())
                .setAttribute(Names.SERVER_ADDRESS, url.host())
                .setAttribute(Names.SERVER_PORT, (long) url.port());
        if (facts.operation().inference()) {
            builder.setAttribute(Names.OPERATION, facts.operation().conventionName())
                    .setAttribute(Names.PROVIDER, call.upstream().policy().provider());
        }
        if (facts.model() != null) {
            builder.setAttribute(Names.REQUEST_MODEL, facts.model());
        }
        return builder.startSpan();
    }

    private String name(RequestFacts facts) {
        if (!facts.operation().inference()) {
            return call.request().method() + " " + call.upstream().name();
        }
        String operation = facts.operation().conventionName();
        return facts.model() == null ? operation : operation + " " + facts.model();
    }

    long epochNanos(long nanos) {
        return epochOffsetNanos + nanos;
    }

    void event(String name, Attributes attributes, long nowNanos) {
        span.addEvent(name, attributes, epochNanos(nowNanos), TimeUnit.NANOSECONDS);
    }

    void end(CallResult result, Service service, int attempts, long nowNanos) {
        if (span.isRecording()) {
            describeRequest();
            describeServer(result.last(), service, attempts);
            describeAnswer(result);
            String errorType = result.errorType();
            if (errorType != null) {
                span.setAttribute(Names.ERROR_TYPE, errorType);
                span.setStatus(StatusCode.ERROR);
            }
        }
        span.end(epochNanos(nowNanos), TimeUnit.NANOSECONDS);
    }

    private void describeRequest() {
        RequestFacts facts = call.facts();
        if (facts.stream()) {
            span.setAttribute(Names.REQUEST_STREAM, true);
        }
        if (facts.maxOutputTokens() >= 0) {
            span.setAttribute(Names.REQUEST_MAX_TOKENS, (long) facts.maxOutputTokens());
        }
    }

    private void describeServer(@Nullable Attempt last, Service service, int attempts) {
        span.setAttribute(Names.ATTEMPT_COUNT, (long) attempts);
        if (last == null) {
            return;
        }
        span.setAttribute(Names.ENDPOINT, last.endpoint().name());
        // What the span began with need not be said again.
        Url asked = call.request().url();
        if (service.port() != asked.port() || !service.address().equals(asked.host())) {
            span.setAttribute(Names.SERVER_ADDRESS, service.address());
            span.setAttribute(Names.SERVER_PORT, (long) service.port());
        }
        boolean inference = call.facts().operation().inference();
        if (inference && !service.provider().equals(call.upstream().policy().provider())) {
            span.setAttribute(Names.PROVIDER, service.provider());
        }
        String model = last.model();
        if (model != null && !model.equals(call.facts().model())) {
            span.setAttribute(Names.MODEL, model);
        }
    }

    private void describeAnswer(CallResult result) {
        if (result.responseModel() != null) {
            span.setAttribute(Names.RESPONSE_MODEL, result.responseModel());
        }
        if (result.responseId() != null) {
            span.setAttribute(Names.RESPONSE_ID, result.responseId());
        }
        String finish = finishReason(result);
        if (finish != null) {
            span.setAttribute(Names.FINISH_REASONS, List.of(finish));
        }
        if (result.firstTokenNanos() >= 0) {
            span.setAttribute(Names.FIRST_CHUNK, CallMetrics.seconds(result.firstTokenNanos()));
        }
        TokenUsage usage = result.usage();
        if (usage != null) {
            describeUsage(usage);
        }
    }

    /** By the newer conventions a stream that was cut has finished with an error. */
    private @Nullable String finishReason(CallResult result) {
        boolean cut = result.ending() == CallResult.Ending.BROKEN_OFF && telemetry.options.latestConventions();
        return result.finishReason() == null && cut ? "error" : result.finishReason();
    }

    private void describeUsage(TokenUsage usage) {
        span.setAttribute(Names.INPUT_TOKENS, usage.input());
        span.setAttribute(Names.OUTPUT_TOKENS, usage.output());
        if (usage.cacheRead() > 0) {
            span.setAttribute(Names.CACHE_READ_TOKENS, usage.cacheRead());
        }
        if (usage.cacheWrite() > 0) {
            boolean latest = telemetry.options.latestConventions();
            span.setAttribute(latest ? Names.CACHE_WRITE_TOKENS : Names.CACHE_CREATION_TOKENS, usage.cacheWrite());
        }
        if (usage.reasoning() > 0) {
            span.setAttribute(Names.REASONING_TOKENS, usage.reasoning());
        }
    }
}
