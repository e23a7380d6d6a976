package dev.breakwater.telemetry;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.Verdict;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens until there is an OpenTelemetry to record it with, so that no call waits for one to be set up. Bounded:
 * calls beyond a thousand are not recorded while it is not there. Thread-safe.
 */
public final class DeferredTelemetry implements CallListener {
    private static final int MAX_KEPT = 1000;

    private final Surroundings surroundings;
    private final TelemetryOptions options;
    private final Ticker ticker;
    private final RecordingQueue queue;
    private final List<Consumer<CallTelemetry>> kept = new ArrayList<>();
    private volatile @Nullable CallTelemetry ready;
    private boolean closed;

    /** @param queue for calls whose spans nobody can see before they are over */
    DeferredTelemetry(Surroundings surroundings, TelemetryOptions options, Ticker ticker, RecordingQueue queue) {
        this.queue = queue;
        this.surroundings = surroundings;
        this.options = options;
        this.ticker = ticker;
    }

    /** From now on everything is recorded there, what was kept first. */
    public void ready(OpenTelemetry target) {
        CallTelemetry telemetry = new CallTelemetry(target, options, surroundings, ticker);
        synchronized (kept) {
            kept.forEach(action -> action.accept(telemetry));
            kept.clear();
            ready = telemetry;
        }
    }

    /** There will be none: what was kept is dropped, and nothing more is kept. */
    public void never() {
        synchronized (kept) {
            closed = true;
            kept.clear();
        }
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        CallTelemetry telemetry = ready;
        if (telemetry != null && surroundings.inUse()) {
            return telemetry.started(call, nowNanos);
        }
        long offset = ticker.epochNanos() - nowNanos;
        Context parent = surroundings.parent();
        if (telemetry != null) {
            return new LaterRecording(telemetry, queue, call, nowNanos, offset, parent);
        }
        DeferredObserver observer = new DeferredObserver();
        boolean accepted = defer(known -> observer.open(known.started(call, nowNanos, offset, parent)));
        return accepted ? observer : CallObserver.NONE;
    }

    @Override
    public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        defer(telemetry -> telemetry.breakerChanged(upstream, endpoint, model, from, to));
    }

    @Override
    public void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        defer(telemetry -> telemetry.keyRejected(upstream, endpoint, keyLabel, why));
    }

    private boolean defer(Consumer<CallTelemetry> action) {
        CallTelemetry telemetry = ready;
        if (telemetry == null) {
            synchronized (kept) {
                telemetry = ready;
                if (telemetry == null) {
                    return !closed && kept.size() < MAX_KEPT && kept.add(action);
                }
            }
        }
        action.accept(telemetry);
        return true;
    }
}
