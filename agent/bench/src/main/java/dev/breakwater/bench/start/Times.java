package dev.breakwater.bench.start;

import dev.breakwater.bench.report.Samples;
import dev.breakwater.bench.start.Attached.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What each variant took, round by round. */
final class Times {
    /** Starts a program once. */
    interface Start {
        Fresh.Took with(Variant variant) throws IOException, InterruptedException;
    }

    private final Map<Variant, List<Fresh.Took>> took = new EnumMap<>(Variant.class);

    private Times() {}

    static Times measure(List<Variant> variants, int rounds, Start program) throws IOException, InterruptedException {
        Times times = new Times();
        for (Variant variant : variants) {
            times.took.put(variant, new ArrayList<>());
            program.with(variant); // brings the files into memory
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < variants.size(); i++) {
                Variant variant = variants.get((i + round) % variants.size());
                Objects.requireNonNull(times.took.get(variant)).add(program.with(variant));
            }
        }
        return times;
    }

    boolean has(Variant variant) {
        return took.containsKey(variant);
    }

    Samples wall(Variant variant) {
        return each(variant, Fresh.Took::wall);
    }

    Samples cpu(Variant variant) {
        return each(variant, Fresh.Took::cpu);
    }

    Samples printed(Variant variant) {
        return each(variant, Fresh.Took::printed);
    }

    private Samples each(Variant variant, ToDoubleFunction<Fresh.Took> figure) {
        return Samples.of(Objects.requireNonNull(took.get(variant)).stream()
                .map(figure::applyAsDouble)
                .toList());
    }
}
