package dev.breakwater.telemetry;

import dev.breakwater.call.Verdict;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import org.jspecify.annotations.Nullable;

/** What calls do that an unaided client would not: counted under names of our own. Thread-safe. */
final class Counters {
    private final LongCounter attempts;
    private final LongCounter retries;
    private final LongCounter failovers;
    private final LongCounter rejections;
    private final AttributeCache<Ended> ended = new AttributeCache<>(Ended::attributes);

    Counters(Meter meter) {
        attempts = counter(meter, Names.ATTEMPTS);
        retries = counter(meter, Names.RETRIES);
        failovers = counter(meter, Names.FAILOVERS);
        rejections = counter(meter, Names.REJECTIONS);
    }

    static LongCounter counter(Meter meter, Metric metric) {
        return meter.counterBuilder(metric.name())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .build();
    }

    void attempt(String upstream, String endpoint, Verdict verdict) {
        attempts.add(1, ended.of(new Ended(upstream, endpoint, verdict)));
    }

    void retry(String upstream, String endpoint, Verdict before) {
        retries.add(1, ended.of(new Ended(upstream, endpoint, before)));
    }

    void failover(String upstream, Attributes move) {
        failovers.add(1, move.toBuilder().put(Names.UPSTREAM, upstream).build());
    }

    void rejection(String upstream, String reason) {
        rejections.add(1, Attributes.of(Names.UPSTREAM, upstream, Names.REASON, reason));
    }

    private record Ended(String upstream, String endpoint, Verdict verdict) {
        // Written out, here and in hashCode: what the compiler gives a record is put together by the JVM at its first
        // use, for milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ended that
                    && verdict.equals(that.verdict)
                    && upstream.equals(that.upstream)
                    && endpoint.equals(that.endpoint);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * verdict.hashCode() + upstream.hashCode()) + endpoint.hashCode();
        }

        Attributes attributes() {
            return Attributes.of(
                    Names.UPSTREAM, upstream, Names.ENDPOINT, endpoint, Names.VERDICT, verdict.errorType());
        }
    }
}
