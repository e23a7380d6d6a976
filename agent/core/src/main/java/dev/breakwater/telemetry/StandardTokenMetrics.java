package dev.breakwater.telemetry;

import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.TokenUsage;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;

/** One histogram for both directions, as v1.41.1 has it. */
final class StandardTokenMetrics implements TokenMetrics {
    private final LongHistogram tokens;
    private final AttributeCache<Service> input = cache("input");
    private final AttributeCache<Service> output = cache("output");

    StandardTokenMetrics(Meter meter) {
        tokens = Histograms.tokens(meter, Names.TOKEN_USAGE);
    }

    private static AttributeCache<Service> cache(String type) {
        return new AttributeCache<>(service ->
                service.attributes().toBuilder().put(Names.TOKEN_TYPE, type).build());
    }

    @Override
    public void record(TokenUsage usage, Service service, Context context) {
        tokens.record(usage.input(), input.of(service), context);
        if (service.operation() != Operation.EMBEDDINGS) {
            tokens.record(usage.output(), output.of(service), context);
        }
    }
}
