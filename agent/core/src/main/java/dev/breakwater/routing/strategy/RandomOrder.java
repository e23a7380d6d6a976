package dev.breakwater.routing.strategy;

import dev.breakwater.routing.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Any order is as likely as any other. */
final class RandomOrder implements Balance {

    @Override
    public List<Endpoint> order(List<Endpoint> tier, RandomGenerator random) {
        List<Endpoint> order = new ArrayList<>(tier);
        Collections.shuffle(order, Shuffling.by(random));
        return order;
    }
}
