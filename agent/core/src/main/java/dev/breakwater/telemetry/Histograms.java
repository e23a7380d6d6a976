package dev.breakwater.telemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongHistogramBuilder;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/** Histograms with the buckets that the conventions ask for, where the API (1.32 or newer) lets us say so. */
final class Histograms {
    private static final List<Double> SECONDS =
            List.of(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final List<Long> TOKENS = List.of(
            1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L, 16777216L, 67108864L);

    private Histograms() {}

    static DoubleHistogram seconds(Meter meter, Metric metric) {
        DoubleHistogramBuilder builder =
                meter.histogramBuilder(metric.name()).setUnit(metric.unit()).setDescription(metric.description());
        try {
            builder.setExplicitBucketBoundariesAdvice(SECONDS);
        } catch (NoSuchMethodError olderApi) {
            return builder.build();
        }
        return builder.build();
    }

    static LongHistogram tokens(Meter meter, Metric metric) {
        LongHistogramBuilder builder = meter.histogramBuilder(metric.name())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .ofLongs();
        try {
            builder.setExplicitBucketBoundariesAdvice(TOKENS);
        } catch (NoSuchMethodError olderApi) {
            return builder.build();
        }
        return builder.build();
    }
}
