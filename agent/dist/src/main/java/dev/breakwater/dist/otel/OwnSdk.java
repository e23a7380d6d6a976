package dev.breakwater.dist.otel;

import dev.breakwater.call.AgentThread;
import dev.breakwater.telemetry.DeferredTelemetry;
import dev.breakwater.telemetry.RecordingQueue;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An OpenTelemetry SDK of the agent's own, set up by the {@code OTEL_*} settings on a thread of its own when first needed and
 * registered nowhere. Thread-safe.
 */
final class OwnSdk {
    private static final long FLUSH_MILLIS = 2000;
    /** What records waits for the SDK anyway, and building it takes a core that the application's first call can use better. */
    private static final long HEAD_START_MILLIS = 500;
    /** For a collector that was not there the last time either. */
    private static final long VAIN_FLUSH_MILLIS = 200;

    private final Ticker ticker;
    private final Consumer<String> warnings;
    private final DeliveryNotice notice;
    private final RecordingThread recordings;
    private final List<DeferredTelemetry> waiting = new ArrayList<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private @Nullable CompletableFuture<OpenTelemetrySdk> sdk;

    OwnSdk(Ticker ticker, Consumer<String> warnings) {
        this.ticker = ticker;
        this.warnings = warnings;
        this.notice = new DeliveryNotice(ticker, warnings);
        this.recordings = new RecordingThread(warnings);
    }

    /** Records calls that are over with this SDK, once it is there. */
    RecordingQueue recordings() {
        return recordings;
    }

    /** Records with this SDK as soon as it is there. */
    void serve(DeferredTelemetry telemetry) {
        synchronized (waiting) {
            if (sdk == null) {
                sdk = start();
            }
            OpenTelemetry ready = ready(sdk);
            if (ready != null) {
                telemetry.ready(ready);
            } else if (sdk.isCompletedExceptionally()) {
                telemetry.never();
            } else {
                waiting.add(telemetry);
            }
        }
    }

    private static @Nullable OpenTelemetry ready(CompletableFuture<OpenTelemetrySdk> started) {
        return started.isCompletedExceptionally() ? null : started.getNow(null);
    }

    private CompletableFuture<OpenTelemetrySdk> start() {
        CompletableFuture<OpenTelemetrySdk> started = new CompletableFuture<>();
        Thread starter = AgentThread.of(() -> start(started), "breakwater-telemetry");
        starter.start();
        try {
            Runtime.getRuntime().addShutdownHook(AgentThread.of(this::end, "breakwater-telemetry-end"));
        } catch (IllegalStateException alreadyEnding) {
            // Too late for a hook; what is recorded now may be lost.
        }
        return started;
    }

    private void start(CompletableFuture<OpenTelemetrySdk> started) {
        OpenTelemetrySdk built = null;
        try {
            letTheApplicationGoFirst();
            built = SdkSettings.disabled() ? null : build();
        } catch (RuntimeException | LinkageError failure) {
            warnings.accept("telemetry is off, calls are not affected: " + reason(failure));
        }
        synchronized (waiting) {
            OpenTelemetrySdk target = built;
            if (target == null) {
                started.completeExceptionally(new IllegalStateException("the SDK could not be set up"));
                waiting.forEach(DeferredTelemetry::never);
            } else {
                // Whoever waits for the SDK in order to flush it must find in it what has been kept.
                recordings.start();
                waiting.forEach(telemetry -> hand(telemetry, target));
                started.complete(target);
            }
            waiting.clear();
        }
    }

    /** A missing class of a runtime image that was linked without the HTTP client says little to who reads it. */
    private static @Nullable String reason(Throwable failure) {
        boolean withoutHttpClient = failure instanceof LinkageError
                && ModuleLayer.boot().findModule("java.net.http").isEmpty();
        return withoutHttpClient ? "this runtime has no module java.net.http to send it with" : failure.getMessage();
    }

    /** Not while the JVM ends: what is recorded is to go out before. */
    private void letTheApplicationGoFirst() {
        try {
            ending.await(HEAD_START_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsThisThread) {
            // Then it simply goes on.
        }
    }

    private void hand(DeferredTelemetry telemetry, OpenTelemetry target) {
        try {
            telemetry.ready(target);
        } catch (RuntimeException | LinkageError failure) {
            warnings.accept("telemetry of the first calls is lost (" + failure + "); calls are not affected");
        }
    }

    private OpenTelemetrySdk build() {
        SdkLogs.quieten();
        String serviceName = ServiceName.of(System.getProperty("sun.java.command"));
        OpenTelemetrySdk built = AutoConfiguredOpenTelemetrySdk.builder()
                .setComponentLoader(new Components(notice, () -> ending.getCount() == 0))
                .addPropertiesSupplier(SdkSettings::defaults)
                .addPropertiesCustomizer(new SdkSettings(serviceName, warnings)::overrides)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        SdkLogs.quieten();
        return built;
    }

    /** The JVM is ending: what is recorded goes out if it can do so in time. Without effect if nothing was ever recorded. */
    void end() {
        ending.countDown();
        CompletableFuture<OpenTelemetrySdk> started;
        synchronized (waiting) {
            started = sdk;
        }
        if (started != null) {
            flush(started);
        }
    }

    private void flush(CompletableFuture<OpenTelemetrySdk> started) {
        long end = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
        try {
            OpenTelemetrySdk running = started.get(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
            recordings.recordAll();
            long left = TimeUnit.NANOSECONDS.toMillis(end - ticker.nanos());
            List<CompletableResultCode> flushed = List.of(
                    running.getSdkTracerProvider().forceFlush(),
                    running.getSdkMeterProvider().forceFlush());
            CompletableResultCode.ofAll(flushed)
                    .join(notice.failing() ? Math.min(VAIN_FLUSH_MILLIS, left) : left, TimeUnit.MILLISECONDS);
            // Shutting down waits for five seconds inside where an export is under way.
            AgentThread.of(running::shutdown, "breakwater-telemetry-end").start();
        } catch (InterruptedException | ExecutionException | TimeoutException nothingToFlush) {
            // The JVM ends either way.
        }
    }
}
