package dev.breakwater.routing.strategy;

import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.Endpoint;
import java.util.List;
import java.util.random.RandomGenerator;

/** Orders the endpoints of one tier for one call. Thread-safe. */
@FunctionalInterface
public interface Balance {

    /**
     * @param tier two or more endpoints of equal priority
     * @return all of them, the first to be tried first
     */
    List<Endpoint> order(List<Endpoint> tier, RandomGenerator random);

    /** The strategy of that name, with state of its own. */
    static Balance named(BalanceStrategyName name) {
        return switch (name) {
            case WEIGHTED -> new Weighted();
            case ROUND_ROBIN -> new RoundRobin();
            case LEAST_LATENCY -> new LeastLatency();
            case LEAST_REQUESTS -> new LeastRequests();
            case RANDOM -> new RandomOrder();
        };
    }
}
