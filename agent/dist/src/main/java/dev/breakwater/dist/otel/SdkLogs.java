package dev.breakwater.dist.otel;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps our copy of the SDK from writing into the application's log. Loggers are shared by name with an SDK that the
 * application may have, so each record is judged by whose class speaks.
 */
final class SdkLogs {
    private static final String PREFIX = "io.opentelemetry.";
    /** Those that warn while it is set up, and those that do not exist before the first measurement. */
    private static final List<String> OUTSPOKEN = List.of(
            "io.opentelemetry.exporter.internal.http.HttpExporterBuilder",
            "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder",
            "io.opentelemetry.sdk.autoconfigure.SpiHelper",
            "io.opentelemetry.sdk.metrics.SdkDoubleHistogram",
            "io.opentelemetry.sdk.metrics.SdkLongCounter",
            "io.opentelemetry.sdk.metrics.SdkLongHistogram",
            "io.opentelemetry.sdk.metrics.SdkMeter",
            "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader",
            "io.opentelemetry.sdk.metrics.internal.state.CumulativeSynchronousMetricStorage",
            "io.opentelemetry.sdk.metrics.internal.state.DeltaSynchronousMetricStorage",
            "io.opentelemetry.sdk.metrics.internal.state.MetricStorageRegistry",
            "io.opentelemetry.sdk.resources.ResourceBuilder",
            "io.opentelemetry.sdk.trace.export.BatchSpanProcessorBuilder");
    /** The log manager holds loggers weakly; a filter must not go with one. */
    private static final Set<Logger> FILTERED = ConcurrentHashMap.newKeySet();

    private SdkLogs() {}

    /** Filters every logger of the SDK that exists by now. Only to be called when the application runs. */
    static void quieten() {
        OUTSPOKEN.forEach(name -> quieten(Logger.getLogger(name)));
        for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
            Logger logger = name.startsWith(PREFIX) ? LogManager.getLogManager().getLogger(name) : null;
            if (logger != null) {
                quieten(logger);
            }
        }
    }

    private static void quieten(Logger logger) {
        if (FILTERED.add(logger)) {
            Filter before = logger.getFilter();
            logger.setFilter(record -> !ourSdkSpeaks() && (before == null || before.isLoggable(record)));
        }
    }

    private static boolean ourSdkSpeaks() {
        ClassLoader own = SdkLogs.class.getClassLoader();
        @Nullable
        Class<?> speaker = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getName().startsWith(PREFIX))
                        .findFirst()
                        .orElse(null));
        return speaker != null && speaker.getClassLoader() == own;
    }
}
