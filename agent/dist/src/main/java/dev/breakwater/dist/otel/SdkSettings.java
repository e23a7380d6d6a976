package dev.breakwater.dist.otel;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the standard settings, which may be meant for an application with more exporters and propagators than there are
 * here, down to what this SDK can do; so that what it cannot does not take the rest down.
 */
final class SdkSettings {
    private static final List<String> EXPORTERS = List.of("otel.traces.exporter", "otel.metrics.exporter");
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String BATCH = "otel.bsp.max.export.batch.size";
    private static final String QUEUE = "otel.bsp.max.queue.size";
    /**
     * Four times the SDK's own. A message costs much by itself: the code that sends it runs so seldom that the JVM hardly
     * compiles it. {@code docs/performance.md} has the figures.
     */
    private static final String SPANS_A_BATCH = "2048";
    /** Twice the SDK's own: one batch on its way, and as many more meanwhile. */
    private static final String SPANS_QUEUED = "4096";

    private final @Nullable String serviceName;
    private final Consumer<String> warnings;

    /**
     * @param serviceName for an application that has not said what it is called, or null
     */
    SdkSettings(@Nullable String serviceName, Consumer<String> warnings) {
        this.serviceName = serviceName;
        this.warnings = warnings;
    }

    /** Whether telemetry is switched off altogether. */
    static boolean disabled() {
        String property = System.getProperty("otel.sdk.disabled");
        return "true".equalsIgnoreCase(property != null ? property : System.getenv("OTEL_SDK_DISABLED"));
    }

    /** What holds when nobody says otherwise. */
    static Map<String, String> defaults() {
        return Map.of(PROTOCOL, "http/protobuf");
    }

    /** What is replaced whatever anybody says. */
    Map<String, String> overrides(ConfigProperties given) {
        Map<String, String> overrides = new HashMap<>();
        if (serviceName != null
                && given.getString("otel.service.name") == null
                && !given.getMap("otel.resource.attributes").containsKey("service.name")) {
            overrides.put("otel.service.name", serviceName);
        }
        overrides.put("otel.logs.exporter", "none");
        overrides.put("otel.propagators", "none");
        for (String exporter : EXPORTERS) {
            List<String> supported = new ArrayList<>();
            for (String name : given.getList(exporter, List.of("otlp"))) {
                if (name.equals("otlp") || name.equals("none")) {
                    supported.add(name);
                } else {
                    warnings.accept(variable(exporter) + "=" + name + " is not supported here and left out");
                }
            }
            overrides.put(exporter, supported.isEmpty() ? "none" : String.join(",", supported));
        }
        replaceGrpc(given, overrides);
        enlargeBatches(given, overrides);
        return overrides;
    }

    /** Only where neither is said: a batch must not be larger than the queue. */
    private static void enlargeBatches(ConfigProperties given, Map<String, String> overrides) {
        if (given.getString(BATCH) == null && given.getString(QUEUE) == null) {
            overrides.put(BATCH, SPANS_A_BATCH);
            overrides.put(QUEUE, SPANS_QUEUED);
        }
    }

    /** Only HTTP is spoken here; with an endpoint given for gRPC there is no telling where that would be. */
    private void replaceGrpc(ConfigProperties given, Map<String, String> overrides) {
        for (String signal : List.of("", "traces.", "metrics.")) {
            String key = "otel.exporter.otlp." + signal + "protocol";
            if ("grpc".equals(given.getString(key))) {
                overrides.put(key, "http/protobuf");
                warnings.accept(variable(key) + "=grpc is not supported here; using http/protobuf, which collectors"
                        + " take at port 4318");
            }
        }
    }

    private static String variable(String property) {
        return property.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
    }
}
