package dev.breakwater.policy.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Walks the whole grammar. */
final class GrammarWalk {
    private final Map<String, Key<?>> found = new LinkedHashMap<>();

    private GrammarWalk() {}

    /** Every key by its path: {@code upstreams.*.endpoints[].url}. */
    static Map<String, Key<?>> byPath() {
        GrammarWalk walk = new GrammarWalk();
        walk.into("", PolicyKeys.SECTION);
        return walk.found;
    }

    static Set<Key<?>> keys() {
        return new LinkedHashSet<>(byPath().values());
    }

    private void into(String path, Shape<?> shape) {
        if (shape instanceof Section section) {
            for (Key<?> key : section.keys()) {
                String keyPath = path.isEmpty() ? key.name() : path + "." + key.name();
                found.put(keyPath, key);
                into(keyPath, key.shape());
            }
        } else if (shape instanceof Shape.MapOf<?> map) {
            into(path + ".*", map.value());
        } else if (shape instanceof Shape.ListOf<?> list) {
            into(path + "[]", list.item());
        }
    }
}
