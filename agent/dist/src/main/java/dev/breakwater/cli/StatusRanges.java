package dev.breakwater.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Writes statuses as ranges: {@code 408, 429, 500-599}. */
final class StatusRanges {
    private StatusRanges() {}

    static String of(SortedSet<Integer> statuses) {
        List<String> ranges = new ArrayList<>();
        int start = -1;
        int end = -1;
        for (int status : statuses) {
            if (status != end + 1) {
                add(ranges, start, end);
                start = status;
            }
            end = status;
        }
        add(ranges, start, end);
        return String.join(", ", ranges);
    }

    private static void add(List<String> ranges, int start, int end) {
        if (start >= 0) {
            ranges.add(start == end ? Integer.toString(start) : start + "-" + end);
        }
    }
}
