package dev.breakwater.telemetry;

import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Attribute sets made once and used for every measurement alike. Bounded, since an application may make up model names: what
 * does not fit is made anew each time. Thread-safe.
 */
final class AttributeCache<K> {
    private static final int MAX_ENTRIES = 1000;

    private final ConcurrentHashMap<K, Attributes> known = new ConcurrentHashMap<>();
    private final Function<K, Attributes> maker;

    AttributeCache(Function<K, Attributes> maker) {
        this.maker = maker;
    }

    Attributes of(K key) {
        Attributes attributes = known.get(key);
        if (attributes == null) {
            attributes = maker.apply(key);
            if (known.size() < MAX_ENTRIES) {
                known.put(key, attributes);
            }
        }
        return attributes;
    }

    int size() {
        return known.size();
    }
}
