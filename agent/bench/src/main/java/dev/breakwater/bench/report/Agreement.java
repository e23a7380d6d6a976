package dev.breakwater.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether two runs say the same. A ratio does when the median of one run lies within the spread that the other one states
 * for it; what is printed in three places cannot be told apart more finely than that.
 */
public final class Agreement {
    private static final double RESOLUTION = 0.005;

    private final List<String> disagreeing = new ArrayList<>();
    private int compared;
    private int alone;

    private Agreement() {}

    /** Of two reports' lines. */
    public static Agreement of(List<String> first, List<String> second) {
        Agreement agreement = new Agreement();
        Map<String, Row> firstRows = new HashMap<>();
        Row.read(first).forEach(row -> firstRows.put(key(row), row));
        for (Row row : Row.read(second)) {
            Row other = firstRows.remove(key(row));
            if (other == null) {
                agreement.alone += row.spread().isPresent() ? 1 : 0;
            } else {
                agreement.compare(other, row);
            }
        }
        agreement.alone += (int) firstRows.values().stream()
                .filter(row -> row.spread().isPresent())
                .count();
        return agreement;
    }

    private static String key(Row row) {
        return row.section() + ": " + row.what();
    }

    private void compare(Row first, Row second) {
        Optional<Row.Spread> one = first.spread();
        Optional<Row.Spread> two = second.spread();
        if (one.isPresent() && two.isPresent()) {
            compared++;
            if (!agree(one.get(), two.get())) {
                disagreeing.add(key(first) + ": " + first.ratio() + ", then " + second.ratio());
            }
        } else {
            alone += one.isPresent() || two.isPresent() ? 1 : 0;
        }
    }

    private static boolean agree(Row.Spread one, Row.Spread two) {
        return one.holds(two.median())
                || two.holds(one.median())
                || Math.abs(one.median() - two.median()) <= RESOLUTION * Math.abs(one.median());
    }

    /** Where the runs do not say the same. */
    public List<String> disagreeing() {
        return List.copyOf(disagreeing);
    }

    /** How many ratios both runs have. */
    public int compared() {
        return compared;
    }

    /** How many ratios only one of them has. */
    public int alone() {
        return alone;
    }

    /** Arguments: two reports. Ends with 1 if a ratio differs, with 2 if there is nothing to compare. */
    public static void main(String[] arguments) throws IOException {
        Agreement agreement = of(Files.readAllLines(Path.of(arguments[0])), Files.readAllLines(Path.of(arguments[1])));
        agreement.disagreeing.forEach(row -> System.out.println("differs: " + row));
        System.out.println(agreement.compared - agreement.disagreeing.size() + " of " + agreement.compared
                + " ratios agree within their spread; " + agreement.alone + " are in one of the reports only");
        System.exit(agreement.compared == 0 ? 2 : agreement.disagreeing.isEmpty() ? 0 : 1);
    }
}
