package dev.breakwater.bench.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * In which order programs that are compared work. Each is the first as often as the others, as who comes first may find the caches
 * cold; and every second turn goes the other way round, so that no program always follows the same other, whose threads may still
 * be at what its calls have left to them.
 */
final class Interleaving {
    private static final int WARM_UP_TURNS = 16;

    private Interleaving() {}

    /** What one program does when it is its turn. */
    interface Work {
        void run(Subject subject) throws IOException;
    }

    /** All of them, in the order of that turn. */
    static <T> List<T> order(List<T> subjects, int turn) {
        List<T> order = new ArrayList<>(subjects);
        Collections.rotate(order, -(turn / 2));
        if (turn % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    static void run(List<Subject> subjects, int turns, Work work) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            for (Subject subject : order(subjects, turn)) {
                work.run(subject);
            }
        }
    }

    /**
     * Of three equal programs that were warmed up one after the other, the first took 13 µs of CPU a call more than the last: the
     * provider, too, is slower at first, and code is compiled for what is usual when it is compiled. In turns they differ by 3 µs.
     *
     * @param calls of each program, all in all
     */
    static void warmUp(List<Subject> subjects, String mode, int callers, ToIntFunction<Subject> calls)
            throws IOException {
        run(
                subjects,
                WARM_UP_TURNS,
                subject -> subject.block(mode, Math.max(callers, calls.applyAsInt(subject) / WARM_UP_TURNS), callers));
    }
}
