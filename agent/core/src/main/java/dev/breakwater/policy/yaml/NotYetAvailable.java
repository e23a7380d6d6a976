package dev.breakwater.policy.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the grammar knows and this version does not do. Such a key is refused rather than ignored: a user who relies on it
 * must hear so. A feature is switched on by deleting its line.
 */
final class NotYetAvailable {
    /** Each key with the values that are fine all the same, because they ask for nothing. */
    private static final Map<Key<?>, List<String>> TABLE = new HashMap<>();

    static {
        TABLE.put(FutureKeys.HEALTH_CHECK, List.of());
        TABLE.put(FutureKeys.ROLLOUT, List.of());
        TABLE.put(FutureKeys.BUDGET, List.of());
        TABLE.put(FutureKeys.CACHE, List.of());
        TABLE.put(FutureKeys.MAX_RESPONSE_SIZE, List.of());
        TABLE.put(FutureKeys.MIRROR, List.of());
        TABLE.put(FutureKeys.HEDGING, List.of());
        TABLE.put(RateLimitKeys.TOKENS, List.of());
        TABLE.put(RateLimitKeys.SHARED, List.of(""));
        TABLE.put(RateLimitKeys.FOLLOW_PROVIDER, List.of("false"));
        TABLE.put(PolicyKeys.PRICES, List.of());
        TABLE.put(PolicyKeys.ALERTS, List.of());
        TABLE.put(PolicyKeys.ADMIN, List.of());
        TABLE.put(PolicyKeys.CAPTURE_CONTENT, List.of("false"));
        TABLE.put(EndpointKeys.TIMEOUTS, List.of());
        TABLE.put(EndpointKeys.RETRY, List.of());
        TABLE.put(EndpointKeys.HEALTH_CHECK, List.of());
        TABLE.put(EndpointKeys.STREAM, List.of());
        TABLE.put(EndpointKeys.BUDGET, List.of());
    }

    private NotYetAvailable() {}

    /** The keys, some of which still allow a value or two. */
    static Map<Key<?>, List<String>> table() {
        return TABLE;
    }

    /** Reports the key if it is in the table and its value asks for something. */
    static void report(Key<?> key, Node.Entry entry, KeyPath path, Problems problems) {
        List<String> allowed = TABLE.get(key);
        if (allowed == null) {
            return;
        }
        if (EndpointKeys.SECTION.keys().contains(key)) {
            problems.add(
                    entry.keyAt(),
                    path,
                    "not available per endpoint in this version",
                    "give it to the upstream; circuit-breaker and rate-limit may be given per endpoint");
        } else if (allowed.isEmpty()) {
            problems.add(entry.keyAt(), path, "not available in this version", "remove it");
        } else {
            reportValue(allowed, key, entry, path, problems);
        }
    }

    private static void reportValue(
            List<String> allowed, Key<?> key, Node.Entry entry, KeyPath path, Problems problems) {
        boolean asks = entry.value() instanceof Node.Scalar scalar
                && scalar.kind() != Node.Kind.BROKEN
                && scalar.kind() != Node.Kind.NULL
                && !allowed.contains(scalar.text())
                // A wrong value is reported as such, not as one of the future.
                && key.shape().read(scalar, path, new Problems("")) != null;
        if (asks) {
            String remedy = allowed.contains("") ? "remove it" : "remove it, or write " + String.join(" or ", allowed);
            problems.add(entry.value().at(), path, "this value is not available in this version", remedy);
        }
    }
}
