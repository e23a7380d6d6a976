package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.call.WaitReason;
import dev.breakwater.routing.Endpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Keeps what goes wrong in recording away from calls: the OpenTelemetry may be the application's, with span processors that
 * anybody has written, and of any version. The first failure is told of, a call that met one is recorded no further.
 */
final class GuardedListener implements CallListener {
    private final CallListener guarded;
    private final Consumer<String> warnings;
    private final AtomicBoolean told = new AtomicBoolean();

    GuardedListener(CallListener guarded, Consumer<String> warnings) {
        this.guarded = guarded;
        this.warnings = warnings;
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        try {
            return new GuardedObserver(guarded.started(call, nowNanos));
        } catch (RuntimeException | LinkageError failure) {
            tell(failure);
            return CallObserver.NONE;
        }
    }

    @Override
    public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        guard(() -> guarded.breakerChanged(upstream, endpoint, model, from, to));
    }

    @Override
    public void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        guard(() -> guarded.keyRejected(upstream, endpoint, keyLabel, why));
    }

    private void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError failure) {
            tell(failure);
        }
    }

    /** By its class alone: what a foreign message says is not ours to print. */
    private void tell(Throwable failure) {
        if (told.compareAndSet(false, true)) {
            warnings.accept(
                    "telemetry of a call failed (" + failure.getClass().getName() + "); calls are not affected");
        }
    }

    private final class GuardedObserver implements CallObserver {
        private CallObserver observer;

        GuardedObserver(CallObserver observer) {
            this.observer = observer;
        }

        // Each by itself, and not as a Runnable in one place: these run in every call.

        @Override
        public Scope sending(Attempt attempt, long nowNanos) {
            try {
                Scope scope = observer.sending(attempt, nowNanos);
                return scope == Scope.NONE ? scope : () -> close(scope);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
                return Scope.NONE;
            }
        }

        private void close(Scope scope) {
            try {
                scope.close();
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }

        @Override
        public void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long nowNanos) {
            try {
                observer.attemptEnded(attempt, outcome, verdict, nowNanos);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }

        @Override
        public void waiting(WaitReason reason, long nanos, long nowNanos) {
            try {
                observer.waiting(reason, nanos, nowNanos);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }

        @Override
        public void passedOver(Endpoint endpoint, String what) {
            try {
                observer.passedOver(endpoint, what);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }

        @Override
        public void wouldHave(String action) {
            try {
                observer.wouldHave(action);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }

        @Override
        public void ended(CallResult result, long nowNanos) {
            try {
                observer.ended(result, nowNanos);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }

        private void failed(Throwable failure) {
            tell(failure);
            observer = NONE;
        }
    }
}
