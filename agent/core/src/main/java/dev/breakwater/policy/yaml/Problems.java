package dev.breakwater.policy.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of one file, so that a user mends them all in one go. */
final class Problems {
    private final String file;
    private final List<PolicyError> errors = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Location at, KeyPath path, String problem, String remedy) {
        PolicyError error = new PolicyError(file, at.line(), at.column(), path.toString(), problem, remedy);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Whether anything at or below {@code path} is wrong already, so that what follows from it need not be said. */
    boolean within(KeyPath path) {
        String prefix = path.toString();
        return errors.stream().anyMatch(error -> error.path().startsWith(prefix));
    }

    /** In the file's order; errors of one place in the order of their discovery. */
    List<PolicyError> sorted() {
        List<PolicyError> sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column));
        return sorted;
    }

    String file() {
        return file;
    }
}
