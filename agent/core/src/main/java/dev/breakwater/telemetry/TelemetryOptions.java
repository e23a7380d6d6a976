package dev.breakwater.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * How much is recorded, and by which version of the conventions.
 *
 * @param attemptSpans whether each send gets a span; not where the HTTP client is instrumented anyway
 * @param latestConventions names of the unreleased conventions instead of v1.41.1
 */
public record TelemetryOptions(boolean attemptSpans, boolean latestConventions) {
    /** The variable by which OpenTelemetry's instrumentations agree on conventions. */
    public static final String OPT_IN_VARIABLE = "OTEL_SEMCONV_STABILITY_OPT_IN";

    private static final String LATEST = "gen_ai_latest_experimental";

    /**
     * Options by the value of {@link #OPT_IN_VARIABLE}.
     *
     * @param optIn words separated by commas, or null
     */
    public static TelemetryOptions of(boolean attemptSpans, @Nullable String optIn) {
        boolean latest = false;
        if (optIn != null) {
            for (String word : optIn.split(",", -1)) {
                latest |= word.trim().equals(LATEST);
            }
        }
        return new TelemetryOptions(attemptSpans, latest);
    }
}
