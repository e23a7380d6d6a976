package dev.breakwater.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint's keys, taken in turn so that traffic spreads over them. Thread-safe. */
public final class KeyPool {
    private final List<ApiKey> keys;
    private final AtomicInteger turn = new AtomicInteger();

    KeyPool(List<Secret> secrets) {
        List<ApiKey> pool = new ArrayList<>();
        for (Secret secret : secrets) {
            pool.add(new ApiKey(secret));
        }
        if (pool.isEmpty()) {
            pool.add(new ApiKey(null));
        }
        keys = List.copyOf(pool);
    }

    /** Every key, the one whose turn it is first. */
    public List<ApiKey> inTurn() {
        if (keys.size() == 1) {
            return keys;
        }
        int first = Math.floorMod(turn.getAndIncrement(), keys.size());
        List<ApiKey> ordered = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            ordered.add(keys.get((first + i) % keys.size()));
        }
        return ordered;
    }
}
