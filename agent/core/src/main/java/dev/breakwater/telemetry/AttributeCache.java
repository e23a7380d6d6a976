package dev.breakwater.telemetry;

import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Attribute sets made once and used for every measurement alike. Bounded, since an application may make up model names: what
 * does not fit is made anew each time. Thread-safe.
 */
final class AttributeCache<K> {
    private static final int MAX_ENTRIES = 1000;

    private final ConcurrentHashMap<K, Attributes> known = new ConcurrentHashMap<>();
    private final Function<K, Attributes> maker;
    /** Most calls resemble the one before. Whichever thread's it is, it is right or is not used. */
    private @Nullable Latest<K> latest;

    AttributeCache(Function<K, Attributes> maker) {
        this.maker = maker;
    }

    Attributes of(K key) {
        Latest<K> last = latest;
        if (last != null && last.key.equals(key)) {
            return last.attributes;
        }
        Attributes attributes = lookUp(key);
        latest = new Latest<>(key, attributes);
        return attributes;
    }

    private Attributes lookUp(K key) {
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

    private record Latest<K>(K key, Attributes attributes) {}
}
