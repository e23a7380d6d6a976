package dev.breakwater.routing;

import dev.breakwater.routing.strategy.Balance;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** An upstream's endpoints in tiers of equal priority, and the order in which a call tries them. Thread-safe. */
public final class EndpointPool {
    private final List<Endpoint> all;
    private final List<List<Endpoint>> tiers;
    private final Balance balance;

    public EndpointPool(List<Endpoint> endpoints, Balance balance) {
        this.all = List.copyOf(endpoints);
        this.balance = balance;
        TreeMap<Integer, List<Endpoint>> byPriority = new TreeMap<>();
        for (Endpoint endpoint : endpoints) {
            byPriority
                    .computeIfAbsent(endpoint.config().priority(), p -> new ArrayList<>())
                    .add(endpoint);
        }
        // Not a stream: it would be the first that an application's start makes the JVM set up.
        List<List<Endpoint>> tiers = new ArrayList<>(byPriority.size());
        for (List<Endpoint> tier : byPriority.values()) {
            tiers.add(List.copyOf(tier));
        }
        this.tiers = List.copyOf(tiers);
    }

    /** Every endpoint, as configured. */
    public List<Endpoint> all() {
        return all;
    }

    /** The order for one call: tiers by priority, within a tier as the balance has it. */
    public List<Endpoint> order(RandomGenerator random) {
        if (all.size() == 1) {
            return all;
        }
        List<Endpoint> order = new ArrayList<>(all.size());
        for (List<Endpoint> tier : tiers) {
            if (tier.size() == 1) {
                order.add(tier.get(0));
            } else {
                order.addAll(balance.order(tier, random));
            }
        }
        return order;
    }
}
