package dev.breakwater.policy.yaml;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to tell a user about a key that is not known where it stands. */
final class UnknownKey {
    private UnknownKey() {}

    static String remedy(String name, KeyPath path) {
        Section section = path.section();
        if (section == null) {
            return "remove it";
        }
        String elsewhere = elsewhere(name, path, section);
        if (elsewhere != null) {
            return elsewhere;
        }
        String nearest = nearest(name, section);
        if (nearest != null) {
            return "did you mean `" + nearest + "`?";
        }
        return "known here: " + section.keys().stream().map(Key::name).collect(Collectors.joining(", "));
    }

    /** The same name in a section below or around this one: a slip of indentation. */
    private static @Nullable String elsewhere(String name, KeyPath path, Section section) {
        for (Key<?> key : section.keys()) {
            if (key.shape() instanceof Section below && below.key(name) != null) {
                return "it belongs under `" + key.name() + "`";
            }
        }
        for (KeyPath outer = path.parent(); outer != null; outer = outer.parent()) {
            if (outer.section() != null && outer.section().key(name) != null) {
                return outer.parent() == null
                        ? "it belongs to the top level of the file"
                        : "it belongs to `" + outer + "`: check the indentation";
            }
        }
        return null;
    }

    private static @Nullable String nearest(String name, Section section) {
        String wanted = kebab(name);
        String best = null;
        int bestDistance = Math.max(2, wanted.length() / 3) + 1;
        for (Key<?> key : section.keys()) {
            int distance = distance(wanted, key.name());
            if (distance < bestDistance && distance < key.name().length()) {
                best = key.name();
                bestDistance = distance;
            }
        }
        return best;
    }

    /** {@code maxAttempts} and {@code max_attempts} as this file writes them. */
    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance, a swap of neighbours counting once. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
