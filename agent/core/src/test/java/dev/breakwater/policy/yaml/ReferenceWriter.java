package dev.breakwater.policy.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills the reference's tables from the grammar, and its error messages from the reader. */
final class ReferenceWriter {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- keys: ?(.*?) ?-->\\n).*?(<!-- /keys -->)", Pattern.DOTALL);
    private static final Pattern WELL_KNOWN =
            Pattern.compile("(<!-- well-known -->\\n)()?.*?(<!-- /well-known -->)", Pattern.DOTALL);
    private static final Pattern ERROR =
            Pattern.compile("(```yaml\\n((?:(?!```).)*)```\\n```text\\n).*?(```)", Pattern.DOTALL);

    private final Map<String, Key<?>> grammar = GrammarWalk.byPath();
    private final List<String> described = new ArrayList<>();
    private final List<String> starts;

    private ReferenceWriter(String reference) {
        starts = TABLE.matcher(reference)
                .results()
                .flatMap(match -> List.of(match.group(2).split(" ")).stream())
                .toList();
    }

    /** The reference with everything that is generated made anew. */
    static String fill(String reference) {
        ReferenceWriter writer = new ReferenceWriter(reference);
        String filled = replace(TABLE, reference, writer::tables);
        filled = replace(WELL_KNOWN, filled, none -> wellKnown());
        filled = replace(ERROR, filled, yaml -> String.join("\n", Reading.errors(yaml)) + "\n");
        if (!writer.described.containsAll(writer.grammar.keySet())) {
            List<String> missing = new ArrayList<>(writer.grammar.keySet());
            missing.removeAll(writer.described);
            throw new AssertionError("no table describes " + missing);
        }
        return filled;
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> generated) {
        Matcher matcher = pattern.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1) + generated.apply(String.valueOf(match.group(2))) + match.group(3)));
    }

    private String tables(String paths) {
        StringBuilder table = new StringBuilder("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        for (String path : paths.split(" ")) {
            String prefix = path.isEmpty() ? "" : path + ".";
            String shownPrefix = paths.contains(" ") ? path.replaceFirst("^upstreams\\.\\*\\.", "") + "." : "";
            grammar.forEach((keyPath, key) -> {
                if (keyPath.startsWith(prefix) && belongsTo(keyPath, path)) {
                    described.add(keyPath);
                    table.append(row(shownPrefix + keyPath.substring(prefix.length()), key));
                }
            });
        }
        return table.toString();
    }

    /** Whether no table describes it more closely, and whether it is not one more copy of another's. */
    private boolean belongsTo(String keyPath, String path) {
        String nearest = "";
        for (String start : starts) {
            if (keyPath.startsWith(start + ".") && start.length() > nearest.length()) {
                nearest = start;
            }
        }
        boolean copy = keyPath.matches("upstreams\\.\\*\\.endpoints\\[]\\.[^.]+\\..*");
        if (copy) {
            described.add(keyPath);
        }
        return nearest.equals(path) && !copy;
    }

    private static String row(String name, Key<?> key) {
        List<String> allowed = NotYetAvailable.table().get(key);
        String availability = allowed == null
                ? ""
                : allowed.isEmpty() || allowed.contains("")
                        ? " **Not yet.**"
                        : " **Not yet** more than `" + String.join("`, `", allowed) + "`.";
        String absent = key.whenAbsent().isEmpty() ? "its keys'" : key.whenAbsent();
        return "| `" + name + "` | " + type(key.shape()) + " | " + absent + " | " + key.meaning() + availability
                + " |\n";
    }

    private static String type(Shape<?> shape) {
        if (shape instanceof Shape.Leaf<?> leaf) {
            return leaf.type().expected();
        }
        if (shape instanceof Shape.ListOf<?> list) {
            return "list: " + type(list.item());
        }
        if (shape instanceof Shape.OneOrMany<?> many) {
            return type(many.item()) + ", or a list";
        }
        if (shape instanceof Shape.OrNull<?> orNull) {
            return type(orNull.value()) + ", or null";
        }
        return shape instanceof Shape.MapOf<?> map ? "names: " + type(map.value()) : "section";
    }

    private static String wellKnown() {
        StringBuilder table = new StringBuilder("| Name | base-url | Key as |\n|---|---|---|\n");
        for (WellKnownProvider provider : WellKnownProviders.all()) {
            String urls = provider.baseUrls().size() > 5
                    ? "`https://bedrock-runtime.REGION.amazonaws.com`, every region"
                    : provider.baseUrls().stream()
                            .map(base -> "`"
                                    + base.base()
                                            .toString()
                                            .replace("://.", "://*.")
                                            .replaceFirst("/$", "") + "`")
                            .collect(Collectors.joining(", "));
            table.append("| `" + provider.name() + "` | " + urls + " | `"
                    + provider.auth().policyName() + "` |\n");
        }
        return table.toString();
    }
}
