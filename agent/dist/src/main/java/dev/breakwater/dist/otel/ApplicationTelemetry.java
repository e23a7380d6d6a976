package dev.breakwater.dist.otel;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.telemetry.DeferredTelemetry;
import dev.breakwater.telemetry.TelemetryFactory;
import dev.breakwater.telemetry.TelemetryOptions;
import dev.breakwater.time.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records one application's calls: into its own OpenTelemetry once it has registered one, until then with the agent's SDK, as
 * children of the application's current span where it has one. Thread-safe. Kept alive by the application's own classes.
 */
final class ApplicationTelemetry implements CallListener {
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final @Nullable ApplicationOtel api;
    private final OwnSdk sdk;
    private final TelemetryOptions options;
    private final Ticker ticker;
    private final Consumer<String> warnings;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable CallListener joined;
    private volatile @Nullable CallListener own;
    private volatile @Nullable Supplier<Map<String, String>> contextReader;
    private volatile @Nullable Function<Map<String, String>, AutoCloseable> contextSetter;
    private volatile boolean hopeless;
    private volatile long nextLookNanos;

    ApplicationTelemetry(
            @Nullable ApplicationOtel api,
            OwnSdk sdk,
            TelemetryOptions options,
            Ticker ticker,
            Consumer<String> warnings) {
        this.api = api;
        this.sdk = sdk;
        this.options = options;
        this.ticker = ticker;
        this.warnings = warnings;
        this.nextLookNanos = ticker.nanos() - LOOK_AGAIN_NANOS;
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        CallListener target = joined;
        if (target == null && api != null && !hopeless && nowNanos - nextLookNanos >= 0 && looking.tryLock()) {
            try {
                nextLookNanos = nowNanos + LOOK_AGAIN_NANOS;
                look(api);
                target = joined;
            } finally {
                looking.unlock();
            }
        }
        return (target != null ? target : own()).started(call, nowNanos);
    }

    /** Where the application's calls are recorded, other than with the agent's own SDK; null if there. */
    @Nullable
    CallListener joined() {
        return joined;
    }

    private void look(ApplicationOtel application) {
        try {
            CallListener found = application.join(options.latestConventions(), ticker, warnings);
            if (found != null) {
                joined = found;
            } else if (contextReader == null && application.contextInUse()) {
                contextSetter = application.contextSetter();
                contextReader = application.contextReader();
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unusable) {
            hopeless = true;
            warnings.accept("the application's OpenTelemetry cannot be joined (" + unusable
                    + "); its calls are recorded separately");
        }
    }

    private CallListener own() {
        CallListener known = own;
        if (known == null) {
            synchronized (this) {
                known = own;
                if (known == null) {
                    DeferredTelemetry telemetry = TelemetryFactory.deferred(
                            this::hasContexts, this::currentContext, this::enter, options, ticker, sdk.recordings());
                    sdk.serve(telemetry);
                    known = TelemetryFactory.guarded(telemetry, warnings);
                    own = known;
                }
            }
        }
        return known;
    }

    private boolean hasContexts() {
        return contextReader != null;
    }

    private Map<String, String> currentContext() {
        Supplier<Map<String, String>> reader = contextReader;
        return reader == null ? Map.of() : reader.get();
    }

    private AutoCloseable enter(Map<String, String> headers) {
        Function<Map<String, String>, AutoCloseable> setter = contextSetter;
        return setter == null ? () -> {} : setter.apply(headers);
    }
}
