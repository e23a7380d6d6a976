package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.message.Url;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP client span of one send. Used by one thread at a time. */
final class AttemptSpan {
    final Context context;
    private final CallSpan parent;
    private final Span span;

    AttemptSpan(Tracer tracer, CallSpan parent, Attempt attempt, long nowNanos) {
        this.parent = parent;
        String method = parent.call.request().method();
        Url url = attempt.url();
        SpanBuilder builder = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent.context)
                .setStartTimestamp(parent.epochNanos(nowNanos), TimeUnit.NANOSECONDS)
                .setAttribute(Names.METHOD, method)
                .setAttribute(Names.SERVER_ADDRESS, url.host())
                .setAttribute(Names.SERVER_PORT, (long) url.port())
                .setAttribute(Names.URL_FULL, PublicUrl.of(url))
                .setAttribute(Names.UPSTREAM, parent.call.upstream().name())
                .setAttribute(Names.ENDPOINT, attempt.endpoint().name())
                .setAttribute(Names.KEY, attempt.keyLabel());
        if (attempt.number() > 1) {
            builder.setAttribute(Names.RESEND_COUNT, (long) attempt.number() - 1);
        }
        String model = attempt.model();
        if (model != null && !model.equals(parent.call.facts().model())) {
            builder.setAttribute(Names.MODEL, model);
        }
        span = builder.startSpan();
        context = parent.context.with(span);
    }

    /** Its answer has been judged; a good one may still be arriving. */
    void judged(Outcome outcome, Verdict verdict) {
        if (!span.isRecording()) {
            return;
        }
        span.setAttribute(Names.VERDICT, verdict.errorType());
        int status = status(outcome);
        if (status > 0) {
            span.setAttribute(Names.STATUS_CODE, (long) status);
        }
        String errorType = errorType(outcome, status, verdict);
        if (errorType != null) {
            fail(errorType);
        }
    }

    /** What went wrong after a good beginning, or before any judgement. */
    void fail(String errorType) {
        span.setAttribute(Names.ERROR_TYPE, errorType);
        span.setStatus(StatusCode.ERROR);
    }

    void end(long nowNanos) {
        span.end(parent.epochNanos(nowNanos), TimeUnit.NANOSECONDS);
    }

    private static int status(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return succeeded.status();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.status();
        }
        return outcome instanceof Outcome.FailedInside inside ? inside.status() : 0;
    }

    /** The exception by its class alone: its message may hold a URL. */
    private static @Nullable String errorType(Outcome outcome, int status, Verdict verdict) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.error().getClass().getName();
        }
        if (status >= 400) {
            return Integer.toString(status);
        }
        return outcome instanceof Outcome.FailedInside ? verdict.errorType() : null;
    }
}
