package dev.breakwater.telemetry;

import dev.breakwater.call.CallResult;
import dev.breakwater.call.WaitReason;
import dev.breakwater.dialect.TokenUsage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How long calls take and what they use. Thread-safe. */
final class CallMetrics {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram waits;
    private final TokenMetrics tokens;
    private final AttributeCache<Service> services = new AttributeCache<>(Service::attributes);
    private final AttributeCache<Waited> waited = new AttributeCache<>(Waited::attributes);

    CallMetrics(Meter meter, boolean latestConventions) {
        duration = Histograms.seconds(meter, Names.DURATION);
        firstChunk = Histograms.seconds(meter, Names.TIME_TO_FIRST_CHUNK);
        waits = Histograms.seconds(meter, Names.WAIT_DURATION);
        tokens = TokenMetrics.of(meter, latestConventions);
    }

    /** An inference is over. Tokens are only ever recorded as reported. */
    void ended(Service service, CallResult result, long nanos, Context context) {
        duration.record(seconds(nanos), services.of(service), context);
        if (result.firstTokenNanos() >= 0) {
            firstChunk.record(seconds(result.firstTokenNanos()), services.of(service.withoutError()), context);
        }
        TokenUsage usage = result.usage();
        if (usage != null) {
            tokens.record(usage, service.withoutError(), context);
        }
    }

    void waited(String upstream, WaitReason reason, long nanos, Context context) {
        waits.record(seconds(nanos), waited.of(new Waited(upstream, reason)), context);
    }

    static double seconds(long nanos) {
        return nanos / NANOS;
    }

    static String word(WaitReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private record Waited(String upstream, WaitReason reason) {
        Attributes attributes() {
            return Attributes.of(Names.UPSTREAM, upstream, Names.REASON, word(reason));
        }
    }
}
