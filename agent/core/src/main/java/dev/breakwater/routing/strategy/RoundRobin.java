package dev.breakwater.routing.strategy;

import dev.breakwater.routing.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Each call starts one further along the list. */
final class RoundRobin implements Balance {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public List<Endpoint> order(List<Endpoint> tier, RandomGenerator random) {
        List<Endpoint> order = new ArrayList<>(tier);
        Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), tier.size()));
        return order;
    }
}
