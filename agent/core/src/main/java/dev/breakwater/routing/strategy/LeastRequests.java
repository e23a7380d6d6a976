package dev.breakwater.routing.strategy;

import dev.breakwater.routing.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The one with the fewest requests under way first, ties by chance. */
final class LeastRequests implements Balance {

    @Override
    public List<Endpoint> order(List<Endpoint> tier, RandomGenerator random) {
        List<Endpoint> order = new ArrayList<>(tier);
        Collections.shuffle(order, Shuffling.by(random));
        order.sort(Comparator.comparingInt(Endpoint::inFlight));
        return order;
    }
}
