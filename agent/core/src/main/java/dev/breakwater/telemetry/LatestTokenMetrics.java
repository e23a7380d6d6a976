package dev.breakwater.telemetry;

import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.TokenUsage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;

/** A counter for each kind of token and a histogram for each direction, as the unreleased conventions have it. */
final class LatestTokenMetrics implements TokenMetrics {
    private final LongCounter input;
    private final LongCounter output;
    private final LongCounter cacheRead;
    private final LongCounter cacheWrite;
    private final LongCounter reasoning;
    private final LongHistogram inputs;
    private final LongHistogram outputs;
    private final LongHistogram embedded;
    private final AttributeCache<Service> plain = new AttributeCache<>(Service::attributes);
    private final AttributeCache<Service> counted = new AttributeCache<>(service -> service.attributes().toBuilder()
            .put(Names.TOKEN_MODALITY, "unknown")
            .build());

    LatestTokenMetrics(Meter meter) {
        input = Counters.counter(meter, Names.INPUT_COUNT);
        output = Counters.counter(meter, Names.OUTPUT_COUNT);
        cacheRead = Counters.counter(meter, Names.CACHE_READ_COUNT);
        cacheWrite = Counters.counter(meter, Names.CACHE_WRITE_COUNT);
        reasoning = Counters.counter(meter, Names.REASONING_COUNT);
        inputs = Histograms.tokens(meter, Names.OPERATION_INPUT);
        outputs = Histograms.tokens(meter, Names.OPERATION_OUTPUT);
        embedded = Histograms.tokens(meter, Names.EMBEDDINGS_INPUT);
    }

    @Override
    public void record(TokenUsage usage, Service service, Context context) {
        if (service.operation() == Operation.EMBEDDINGS) {
            embedded.record(usage.input(), plain.of(service), context);
            return;
        }
        inputs.record(usage.input(), plain.of(service), context);
        outputs.record(usage.output(), plain.of(service), context);
        Attributes attributes = counted.of(service);
        input.add(usage.input(), attributes, context);
        output.add(usage.output(), attributes, context);
        addIfAny(cacheRead, usage.cacheRead(), attributes, context);
        addIfAny(cacheWrite, usage.cacheWrite(), attributes, context);
        addIfAny(reasoning, usage.reasoning(), attributes, context);
    }

    private static void addIfAny(LongCounter counter, long tokens, Attributes attributes, Context context) {
        if (tokens > 0) {
            counter.add(tokens, attributes, context);
        }
    }
}
