package dev.breakwater.telemetry;

import dev.breakwater.dialect.TokenUsage;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;

/** Records reported tokens, once a call. */
interface TokenMetrics {

    void record(TokenUsage usage, Service service, Context context);

    static TokenMetrics of(Meter meter, boolean latestConventions) {
        return latestConventions ? new LatestTokenMetrics(meter) : new StandardTokenMetrics(meter);
    }
}
