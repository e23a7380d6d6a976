package dev.breakwater.bench.e2e;

import dev.breakwater.bench.report.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The blocks of several variants, round by round; times come out in microseconds. Not thread-safe. */
final class Comparison {
    private final Map<String, List<Subject.Block>> blocks = new HashMap<>();

    void add(String variant, Subject.Block block) {
        blocks.computeIfAbsent(variant, v -> new ArrayList<>()).add(block);
    }

    int rounds() {
        return blocks.values().iterator().next().size();
    }

    Samples latency(String variant, double quantile) {
        return each(variant, block -> quantile(block.latencies(), quantile) / 1000);
    }

    Samples firstToken(String variant, double quantile) {
        return each(variant, block -> quantile(block.firstTokens(), quantile) / 1000);
    }

    Samples cpu(String variant) {
        return each(variant, block -> block.cpu() / 1000);
    }

    Samples rate(String variant) {
        return each(variant, Subject.Block::rate);
    }

    private Samples each(String variant, ToDoubleFunction<Subject.Block> figure) {
        return Samples.of(Objects.requireNonNull(blocks.get(variant)).stream()
                .map(figure::applyAsDouble)
                .toList());
    }

    private static double quantile(double[] values, double quantile) {
        return Samples.of(Arrays.stream(values).boxed().toList()).quantile(quantile);
    }
}
