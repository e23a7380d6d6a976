package dev.breakwater.dist.otel;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Passes an engine's events on to whoever records them, found out call by call. Thread-safe, and never throws. */
final class SetupListener implements CallListener {
    private final TelemetrySetup setup;
    private final @Nullable ApplicationTelemetry application;
    private final AtomicBoolean told = new AtomicBoolean();

    /** For calls whose application is found on their stack. */
    SetupListener(TelemetrySetup setup) {
        this(setup, null);
    }

    SetupListener(TelemetrySetup setup, @Nullable ApplicationTelemetry application) {
        this.setup = setup;
        this.application = application;
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        try {
            return setup.recorder(application).started(call, nowNanos);
        } catch (RuntimeException | LinkageError failure) {
            tell(failure);
            return CallObserver.NONE;
        }
    }

    @Override
    public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        guard(() -> setup.breakerChanged(upstream, endpoint, model, from, to));
    }

    @Override
    public void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        guard(() -> setup.keyRejected(upstream, endpoint, keyLabel, why));
    }

    private void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError failure) {
            tell(failure);
        }
    }

    private void tell(Throwable failure) {
        if (told.compareAndSet(false, true)) {
            setup.warn("telemetry failed (" + failure + "); calls are not affected");
        }
    }
}
