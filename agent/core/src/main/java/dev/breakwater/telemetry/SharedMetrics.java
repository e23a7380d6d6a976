package dev.breakwater.telemetry;

import dev.breakwater.call.Verdict;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of what calls share: breakers and keys. Thread-safe. A breaker's state is kept as an up-down counter: unlike a
 * gauge's callback it ties nothing of ours to the life of an application's meter.
 */
final class SharedMetrics {
    private final LongUpDownCounter breakers;
    private final LongCounter transitions;
    private final LongCounter keysRejected;
    private final Set<Place> reported = ConcurrentHashMap.newKeySet();

    SharedMetrics(Meter meter) {
        breakers = meter.upDownCounterBuilder(Names.BREAKERS.name())
                .setUnit(Names.BREAKERS.unit())
                .setDescription(Names.BREAKERS.description())
                .build();
        transitions = Counters.counter(meter, Names.BREAKER_TRANSITIONS);
        keysRejected = Counters.counter(meter, Names.KEYS_REJECTED);
    }

    void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        Place place = new Place(upstream, endpoint, model);
        if (!reported.add(place)) {
            breakers.add(-1, place.inState(from).build());
        }
        breakers.add(1, place.inState(to).build());
        transitions.add(1, place.inState(to).put(Names.BREAKER_FROM, word(from)).build());
    }

    void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        keysRejected.add(
                1,
                Attributes.of(
                        Names.UPSTREAM, upstream,
                        Names.ENDPOINT, endpoint,
                        Names.KEY, keyLabel,
                        Names.VERDICT, why.errorType()));
    }

    private static String word(String state) {
        return state.toLowerCase(Locale.ROOT);
    }

    /** Where a breaker stands; the model is empty for calls that name none. */
    private record Place(String upstream, String endpoint, String model) {
        AttributesBuilder inState(String state) {
            AttributesBuilder attributes = Attributes.builder()
                    .put(Names.UPSTREAM, upstream)
                    .put(Names.ENDPOINT, endpoint)
                    .put(Names.BREAKER_STATE, word(state));
            return model.isEmpty() ? attributes : attributes.put(Names.MODEL, model);
        }
    }
}
