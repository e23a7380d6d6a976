package dev.breakwater.sample.demo;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;

/** The primary that the application calls and the fallback that it has never heard of, with the keys that belong to each. */
record Providers(FaultProvider primary, FaultProvider fallback, String primaryKey, String fallbackKey) {

    /** Forgets the last scenario; from now on the primary fails in the given way and the fallback is well. */
    void misbehave(Fault fault) {
        primary.reset();
        fallback.reset();
        primary.byDefault(fault);
        fallback.byDefault(Fault.keyedBy(fallbackKey));
    }

    int primarySends() {
        return primary.hitCount();
    }

    int fallbackSends() {
        return fallback.hitCount();
    }

    /** How often one provider was shown the other's key. */
    int leakedKeys() {
        return leaks(primary, fallbackKey) + leaks(fallback, primaryKey);
    }

    private static int leaks(FaultProvider provider, String foreignKey) {
        int leaks = 0;
        for (Hit hit : provider.hits()) {
            if (hit.headers().values().stream()
                    .anyMatch(values -> values.stream().anyMatch(value -> value.contains(foreignKey)))) {
                leaks++;
            }
        }
        return leaks;
    }
}
