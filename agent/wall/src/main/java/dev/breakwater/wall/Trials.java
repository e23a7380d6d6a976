package dev.breakwater.wall;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults: the sixteen in their order, then the others. */
final class Trials {
    private Trials() {}

    static List<Trial> all(boolean full) {
        Stream<Trial> sixteen = Sixteen.all(full).stream().sorted(Comparator.comparingInt(Trial::number));
        return Stream.concat(sixteen, Further.all().stream()).toList();
    }

    static String ids() {
        return all(false).stream().map(Trial::id).collect(Collectors.joining(", "));
    }
}
