package dev.breakwater.policy.yaml;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A section as it was read.
 *
 * @param at where it begins
 */
record View(Location at, KeyPath path, Map<Key<?>, View.Given> given) {

    /**
     * A key that stands in the file.
     *
     * @param value null when it was wrong, which has been reported
     */
    record Given(Location keyAt, Location valueAt, @Nullable Object value) {}

    static View empty(Location at, KeyPath path) {
        return new View(at, path, Map.of());
    }

    /** The same below a key: what is missing in it is reported at that key. */
    View startingAt(Location keyAt) {
        return new View(keyAt, path, given);
    }

    /** Whether it stands in the file, right or wrong. */
    boolean has(Key<?> key) {
        return given.containsKey(key);
    }

    /** Its value; empty when it is not given or wrong. */
    @SuppressWarnings("unchecked") // the key's own shape made the value
    <T> Optional<T> get(Key<T> key) {
        Given found = given.get(key);
        return found == null ? Optional.empty() : Optional.ofNullable((T) found.value());
    }

    <T> T get(Key<T> key, T whenAbsent) {
        return get(key).orElse(whenAbsent);
    }

    /** A section below this one; without keys when it is not given. */
    View section(Key<View> key) {
        return get(key).orElseGet(() -> empty(at(key), path.key(key.name())));
    }

    /** Where its value stands; this section's own place when it is not given. */
    Location at(Key<?> key) {
        Given found = given.get(key);
        return found == null ? at : found.valueAt();
    }

    KeyPath path(Key<?> key) {
        return path.key(key.name());
    }
}
