package dev.breakwater.routing.strategy;

import dev.breakwater.routing.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Each place in the order is drawn with a chance proportional to weight; weight 0 is only a last resort. */
final class Weighted implements Balance {

    @Override
    public List<Endpoint> order(List<Endpoint> tier, RandomGenerator random) {
        List<Endpoint> left = new ArrayList<>(tier);
        List<Endpoint> order = new ArrayList<>(tier.size());
        while (!left.isEmpty()) {
            order.add(left.remove(draw(left, random)));
        }
        return order;
    }

    private static int draw(List<Endpoint> left, RandomGenerator random) {
        int sum = 0;
        for (Endpoint endpoint : left) {
            sum += endpoint.config().weight();
        }
        int ticket = sum == 0 ? 0 : random.nextInt(sum);
        for (int i = 0; i < left.size(); i++) {
            ticket -= left.get(i).config().weight();
            if (ticket < 0) {
                return i;
            }
        }
        return 0;
    }
}
