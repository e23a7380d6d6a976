package dev.breakwater.telemetry;

import dev.breakwater.call.CallListener;
import dev.breakwater.time.Ticker;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the listeners that record calls. What it makes is thread-safe, neither blocks nor throws. */
public final class TelemetryFactory {
    private TelemetryFactory() {}

    /**
     * Records into the OpenTelemetry that the application's own spans, if any, are made by.
     *
     * @param warnings takes one line if recording fails
     */
    public static CallListener create(
            OpenTelemetry target, TelemetryOptions options, Ticker ticker, Consumer<String> warnings) {
        return new GuardedListener(new CallTelemetry(target, options, Surroundings.SAME, ticker), warnings);
    }

    /**
     * Records into an OpenTelemetry that is there later; until then calls are kept and recorded afterwards as they were.
     *
     * @param inUse whether the application has contexts: where it has none, calls that go well are recorded when they are over
     * @param current the application's current context as W3C headers, empty when it has none
     * @param makeCurrent makes such a context the application's current one until closed on the same thread
     * @param queue takes the calls to be recorded when they are over
     */
    public static DeferredTelemetry deferred(
            BooleanSupplier inUse,
            Supplier<Map<String, String>> current,
            Function<Map<String, String>, AutoCloseable> makeCurrent,
            TelemetryOptions options,
            Ticker ticker,
            RecordingQueue queue) {
        return new DeferredTelemetry(new ForeignSurroundings(inUse, current, makeCurrent), options, ticker, queue);
    }

    /**
     * The same, but what goes wrong in it stays in it.
     *
     * @param warnings takes one line if recording fails
     */
    public static CallListener guarded(CallListener telemetry, Consumer<String> warnings) {
        return new GuardedListener(telemetry, warnings);
    }
}
