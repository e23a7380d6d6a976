package dev.breakwater.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterleavingTest {
    private static final List<String> NAMES = List.of("none", "agent", "by-hand");

    @Test
    void each_is_the_first_as_often_as_the_others() {
        Map<String, Integer> first = new HashMap<>();
        turns(6).forEach(order -> first.merge(order.get(0), 1, Integer::sum));

        assertThat(first).isEqualTo(Map.of("none", 2, "agent", 2, "by-hand", 2));
    }

    @Test
    void each_follows_every_other_as_often() {
        Map<String, Integer> pairs = new HashMap<>();
        for (List<String> order : turns(6)) {
            for (int i = 1; i < order.size(); i++) {
                pairs.merge(order.get(i - 1) + " " + order.get(i), 1, Integer::sum);
            }
        }

        assertThat(pairs)
                .hasSize(6)
                .allSatisfy((pair, times) -> assertThat(times).isEqualTo(2));
    }

    @Test
    void all_have_their_turn_each_time() {
        assertThat(turns(7)).allSatisfy(order -> assertThat(order).containsExactlyInAnyOrderElementsOf(NAMES));
    }

    private static List<List<String>> turns(int turns) {
        return IntStream.range(0, turns)
                .mapToObj(turn -> Interleaving.order(NAMES, turn))
                .toList();
    }
}
