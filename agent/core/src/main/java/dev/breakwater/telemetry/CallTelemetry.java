package dev.breakwater.telemetry;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.Verdict;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** Turns an engine's events into spans and metrics of one OpenTelemetry. Thread-safe. */
final class CallTelemetry implements CallListener {
    final Tracer tracer;
    final CallMetrics metrics;
    final Counters counters;
    final TelemetryOptions options;
    final Surroundings surroundings;
    private final SharedMetrics shared;
    private final Ticker ticker;

    CallTelemetry(OpenTelemetry target, TelemetryOptions options, Surroundings surroundings, Ticker ticker) {
        this.options = options;
        this.surroundings = surroundings;
        this.ticker = ticker;
        tracer = target.getTracer(Names.SCOPE);
        Meter meter = target.getMeter(Names.SCOPE);
        metrics = new CallMetrics(meter, options.latestConventions());
        counters = new Counters(meter);
        shared = new SharedMetrics(meter);
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        return started(call, nowNanos, ticker.epochNanos() - nowNanos, surroundings.parent());
    }

    /**
     * A call began, perhaps some time ago.
     *
     * @param epochOffsetNanos what to add to the ticker's time to get nanoseconds since the epoch
     */
    CallObserver started(Call call, long nowNanos, long epochOffsetNanos, Context parent) {
        return new CallRecording(this, new CallSpan(this, call, epochOffsetNanos, parent, nowNanos), nowNanos);
    }

    @Override
    public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        shared.breakerChanged(upstream, endpoint, model, from, to);
    }

    @Override
    public void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        shared.keyRejected(upstream, endpoint, keyLabel, why);
    }
}
