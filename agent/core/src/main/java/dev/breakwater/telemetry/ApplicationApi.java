package dev.breakwater.telemetry;

import dev.breakwater.call.CallListener;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This package's door for whoever has defined it anew over an application's OpenTelemetry API: found by name, so its methods
 * take and return nothing of this package or of OpenTelemetry. Thread-safe.
 */
public final class ApplicationApi {
    private ApplicationApi() {}

    /**
     * Records into the application's registered OpenTelemetry. Only to be called when one is registered: asking for it
     * registers one that does nothing, and the application's own could no longer be.
     *
     * @return null if what is registered does nothing
     */
    public static @Nullable CallListener join(boolean latestConventions, Ticker ticker, Consumer<String> warnings) {
        OpenTelemetry registered = GlobalOpenTelemetry.get();
        return registered.getTracerProvider() == TracerProvider.noop()
                ? null
                : TelemetryFactory.create(registered, new TelemetryOptions(true, latestConventions), ticker, warnings);
    }

    /** Reads the application's current context as W3C headers; empty when it has no span. */
    public static Supplier<Map<String, String>> reader() {
        return () -> {
            Context current = Context.current();
            if (!Span.fromContext(current).getSpanContext().isValid()) {
                return Map.of();
            }
            Map<String, String> headers = new HashMap<>();
            W3CTraceContextPropagator.getInstance().inject(current, headers, Headers::put);
            return headers;
        };
    }

    /** Makes a context in that form the application's current one, what else it holds kept. */
    @SuppressWarnings("MustBeClosedChecker") // Closing it is up to whoever calls the function.
    public static Function<Map<String, String>, AutoCloseable> setter() {
        return headers -> W3CTraceContextPropagator.getInstance()
                .extract(Context.current(), headers, Headers.GETTER)
                .makeCurrent();
    }
}
