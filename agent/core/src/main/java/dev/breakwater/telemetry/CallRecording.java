package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.call.WaitReason;
import dev.breakwater.message.Url;
import dev.breakwater.routing.Endpoint;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records one call: its span, those of its attempts, and what is measured. Used by one thread at a time. */
final class CallRecording implements CallObserver {
    private final CallTelemetry telemetry;
    private final CallSpan span;
    private final String upstream;
    private final long startNanos;
    private @Nullable AttemptSpan attemptSpan;
    private @Nullable Attempt last;
    private @Nullable Verdict lastVerdict;
    /** A good answer that is being delivered: the application waits for it, its recording can wait. */
    private @Nullable Outcome goodOutcome;

    private @Nullable WaitReason waitReason;
    private long waitStartNanos;
    private long judgedNanos;
    private int attempts;

    CallRecording(CallTelemetry telemetry, CallSpan span, long nowNanos) {
        this.telemetry = telemetry;
        this.span = span;
        this.upstream = span.call.upstream().name();
        this.startNanos = nowNanos;
    }

    @Override
    public Scope sending(Attempt attempt, long nowNanos) {
        waitOver(nowNanos);
        attempts++;
        if (last != null && lastVerdict != null) {
            recordGood(last);
            // A good answer that is followed by another send broke off while it was being delivered.
            Verdict failure = lastVerdict == Verdict.SUCCESS ? Verdict.CUT : lastVerdict;
            endAttemptSpan(failure.errorType(), nowNanos);
            sendingAgain(last, failure, attempt, nowNanos);
        }
        last = attempt;
        lastVerdict = null;
        Context context = span.context;
        if (telemetry.options.attemptSpans()) {
            AttemptSpan started = new AttemptSpan(telemetry.tracer, span, attempt, nowNanos);
            attemptSpan = started;
            context = started.context;
        }
        return telemetry.surroundings.enter(context)::close;
    }

    private void sendingAgain(Attempt before, Verdict failure, Attempt now, long nowNanos) {
        telemetry.counters.retry(upstream, now.endpoint().name(), failure);
        String kind = kindOfMove(before, now);
        if (kind != null) {
            Attributes move = Attributes.builder()
                    .put(Names.FAILOVER_FROM, before.endpoint().name())
                    .put(Names.FAILOVER_TO, now.endpoint().name())
                    .put(Names.FAILOVER_KIND, kind)
                    .put(Names.VERDICT, failure.errorType())
                    .build();
            span.event(Names.FAILOVER_EVENT, move, nowNanos);
            telemetry.counters.failover(upstream, move);
        }
    }

    private static @Nullable String kindOfMove(Attempt before, Attempt now) {
        if (before.endpoint() != now.endpoint()) {
            return "endpoint";
        }
        if (!before.keyLabel().equals(now.keyLabel())) {
            return "key";
        }
        return Objects.equals(before.model(), now.model()) ? null : "model";
    }

    @Override
    public void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long nowNanos) {
        lastVerdict = verdict;
        judgedNanos = nowNanos;
        if (verdict == Verdict.SUCCESS) {
            // It ends with the call: when it has been read.
            goodOutcome = outcome;
            return;
        }
        record(attempt, outcome, verdict);
        endAttemptSpan(null, nowNanos);
    }

    private void recordGood(Attempt attempt) {
        Outcome outcome = goodOutcome;
        if (outcome != null) {
            goodOutcome = null;
            record(attempt, outcome, Verdict.SUCCESS);
        }
    }

    private void record(Attempt attempt, Outcome outcome, Verdict verdict) {
        telemetry.counters.attempt(upstream, attempt.endpoint().name(), verdict);
        AttemptSpan open = attemptSpan;
        if (open != null) {
            open.judged(outcome, verdict);
        }
    }

    @Override
    public void waiting(WaitReason reason, long nanos, long nowNanos) {
        waitReason = reason;
        waitStartNanos = nowNanos;
        Attributes attributes =
                Attributes.of(Names.REASON, CallMetrics.word(reason), Names.WAIT_SECONDS, CallMetrics.seconds(nanos));
        span.event(Names.WAIT_EVENT, attributes, nowNanos);
    }

    private void waitOver(long nowNanos) {
        WaitReason reason = waitReason;
        if (reason != null) {
            waitReason = null;
            telemetry.metrics.waited(upstream, reason, nowNanos - waitStartNanos, span.context);
        }
    }

    @Override
    public void passedOver(Endpoint endpoint, String what) {
        Attributes attributes = Attributes.of(Names.ENDPOINT, endpoint.name(), Names.REASON, "untranslatable: " + what);
        span.event(Names.PASSED_OVER_EVENT, attributes, Math.max(judgedNanos, startNanos));
    }

    @Override
    public void wouldHave(String action) {
        span.event(Names.WOULD_HAVE_EVENT, Attributes.of(Names.ACTION, action), judgedNanos);
    }

    @Override
    public void ended(CallResult result, long nowNanos) {
        waitOver(nowNanos);
        endAttempt(result, nowNanos);
        if (result.rejection() != null) {
            String reason = result.rejection().token();
            span.event(Names.REJECTED_EVENT, Attributes.of(Names.REASON, reason), nowNanos);
            telemetry.counters.rejection(upstream, reason);
        }
        Service service = service(result);
        span.end(result, service, attempts, nowNanos);
        if (span.call.facts().operation().inference()) {
            telemetry.metrics.ended(service, result, nowNanos - startNanos, span.context);
        }
    }

    private void endAttempt(CallResult result, long nowNanos) {
        Attempt open = last;
        if (open != null) {
            recordGood(open);
        }
        if (open != null && lastVerdict == null) {
            telemetry.counters.attempt(upstream, open.endpoint().name(), Verdict.CANCELLED);
        }
        endAttemptSpan(result.status() < 400 ? result.errorType() : null, nowNanos);
    }

    private void endAttemptSpan(@Nullable String errorType, long nowNanos) {
        AttemptSpan open = attemptSpan;
        if (open != null) {
            attemptSpan = null;
            if (errorType != null) {
                open.fail(errorType);
            }
            open.end(nowNanos);
        }
    }

    private Service service(CallResult result) {
        Call call = span.call;
        Attempt served = result.last();
        Url url = served == null ? call.request().url() : served.url();
        return new Service(
                call.facts().operation(),
                ServingProvider.of(served, call.upstream().policy()),
                call.facts().model(),
                result.responseModel(),
                url.host(),
                url.port(),
                result.errorType());
    }
}
