package dev.breakwater.policy.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the substitutions in a tree: {@code ${env:NAME}}, {@code ${env:NAME:-default}}, {@code ${file:/path}}, and
 * {@code $$} for a dollar sign, as the OpenTelemetry Collector writes them. What comes in is text: it is neither read as
 * YAML nor searched for further substitutions, so that a variable cannot change the file's structure.
 */
final class Substitution {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Path directory;
    private final UnaryOperator<@Nullable String> environment;
    private final Problems problems;
    private final Set<Path> files = new LinkedHashSet<>();

    /**
     * @param directory what relative file names are relative to
     * @param environment a variable's value, null when it is not set
     */
    Substitution(Path directory, UnaryOperator<@Nullable String> environment, Problems problems) {
        this.directory = directory;
        this.environment = environment;
        this.problems = problems;
    }

    /** The files that were read, or should have been. */
    Set<Path> files() {
        return files;
    }

    Node apply(Node node, KeyPath path) {
        if (node instanceof Node.Mapping mapping) {
            List<Node.Entry> entries = new ArrayList<>();
            for (Node.Entry entry : mapping.entries()) {
                entries.add(new Node.Entry(entry.key(), entry.keyAt(), apply(entry.value(), path.key(entry.key()))));
            }
            return new Node.Mapping(mapping.at(), entries);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(apply(sequence.items().get(i), path.item(i)));
            }
            return new Node.Sequence(sequence.at(), items);
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return scalar.raw().indexOf('$') < 0 ? scalar : expand(scalar, path);
    }

    private Node expand(Node.Scalar scalar, KeyPath path) {
        List<String> sources = new ArrayList<>();
        try {
            String text = expand(scalar.raw(), sources);
            Node.Kind kind = sources.isEmpty() ? scalar.kind() : Node.Kind.EXPANDED;
            return new Node.Scalar(scalar.at(), scalar.raw(), text, kind, List.copyOf(sources));
        } catch (Unresolved e) {
            problems.add(scalar.at(), path, e.problem, e.remedy);
            return new Node.Scalar(scalar.at(), scalar.raw(), "", Node.Kind.BROKEN, List.of());
        }
    }

    private String expand(String raw, List<String> sources) throws Unresolved {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            if (raw.startsWith("$$", i)) {
                text.append('$');
                i += 2;
            } else if (raw.startsWith("${", i)) {
                int end = closingBrace(raw, i + 2);
                text.append(resolve(raw.substring(i + 2, end), sources));
                i = end + 1;
            } else {
                text.append(raw.charAt(i++));
            }
        }
        return text.toString();
    }

    /** A default may hold substitutions of its own, so braces nest. */
    private static int closingBrace(String raw, int from) throws Unresolved {
        int depth = 1;
        for (int i = from; i < raw.length(); i++) {
            if (raw.startsWith("${", i)) {
                depth++;
            } else if (raw.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new Unresolved("${ is not closed", "add the }, or write $$ for a dollar sign");
    }

    private String resolve(String reference, List<String> sources) throws Unresolved {
        if (reference.startsWith("env:")) {
            return variable(reference.substring("env:".length()), sources);
        }
        if (reference.startsWith("file:")) {
            return file(reference.substring("file:".length()), sources);
        }
        throw new Unresolved(
                "${" + reference + "} is no known substitution",
                NAME.matcher(reference).matches()
                        ? "write ${env:" + reference + "}"
                        : "write ${env:NAME}, ${env:NAME:-default} or ${file:/path}, and $$ for a dollar sign");
    }

    private String variable(String reference, List<String> sources) throws Unresolved {
        int separator = reference.indexOf(":-");
        String name = separator < 0 ? reference : reference.substring(0, separator);
        if (!NAME.matcher(name).matches()) {
            throw new Unresolved(
                    "`" + name + "` is no name of an environment variable",
                    "write ${env:NAME} with letters, digits and underscores");
        }
        String value = environment.apply(name);
        // As in a shell: an empty variable takes the default too, since container tools pass unset ones on as empty.
        if (separator >= 0 && (value == null || value.isEmpty())) {
            int before = sources.size();
            String text = expand(reference.substring(separator + 2), sources);
            if (sources.size() == before) {
                sources.add("default of env:" + name);
            }
            return text;
        }
        if (value == null) {
            throw new Unresolved(
                    "environment variable " + name + " is not set",
                    "set it for this process, or give a default: ${env:" + name + ":-default}");
        }
        sources.add("env:" + name);
        return value;
    }

    private String file(String name, List<String> sources) throws Unresolved {
        try {
            Path path = directory.resolve(name).normalize();
            files.add(path);
            sources.add("file:" + name);
            String text = Files.readString(path);
            return text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (InvalidPathException e) {
            throw new Unresolved("`" + name + "` is no file name: " + e.getReason(), "write ${file:/path}");
        } catch (CharacterCodingException e) {
            throw new Unresolved("file " + name + " is not UTF-8 text", "store it as UTF-8");
        } catch (IOException e) {
            throw new Unresolved(
                    "file " + name + " cannot be read (" + Unreadable.why(e) + ")",
                    "create it, mount it, or correct the name; a relative one starts at the policy file's directory");
        }
    }

    /** A substitution that cannot be made. */
    private static final class Unresolved extends Exception {
        final String problem;
        final String remedy;

        Unresolved(String problem, String remedy) {
            super(problem);
            this.problem = problem;
            this.remedy = remedy;
        }
    }
}
