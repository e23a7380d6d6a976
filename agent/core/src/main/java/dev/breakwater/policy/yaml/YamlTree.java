package dev.breakwater.policy.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one YAML document from Jackson's tokens. Databind would lose the places of keys and values, which
 * every error needs.
 */
final class YamlTree {
    private final YAMLParser parser;
    private final Map<String, Node> anchors = new HashMap<>();

    private YamlTree(YAMLParser parser) {
        this.parser = parser;
    }

    /**
     * Reads the one document of {@code text}.
     *
     * @return null for an empty document
     * @throws BrokenYaml when it is not YAML, or more than one document
     */
    static @Nullable Node read(String text) throws BrokenYaml {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlTree(parser).document();
        } catch (JsonProcessingException e) {
            throw broken(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Node document() throws IOException, BrokenYaml {
        if (parser.nextToken() == null) {
            return null;
        }
        Node root = node();
        if (parser.nextToken() != null) {
            throw new BrokenYaml(here(), "a second YAML document starts here", "keep one document a file");
        }
        return root;
    }

    private Node node() throws IOException, BrokenYaml {
        if (parser.isCurrentAlias()) {
            return alias();
        }
        String anchor = parser.getObjectId();
        Node node = switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            default -> scalar();
        };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node alias() throws IOException, BrokenYaml {
        Node node = anchors.get(parser.getText());
        if (node == null) {
            throw new BrokenYaml(
                    here(), "*" + parser.getText() + " refers to nothing", "define &" + parser.getText() + " above it");
        }
        return node;
    }

    private Node mapping() throws IOException, BrokenYaml {
        Location at = here();
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyAt = here();
            parser.nextToken();
            entries.add(new Node.Entry(key, keyAt, node()));
        }
        return new Node.Mapping(at, List.copyOf(entries));
    }

    private Node sequence() throws IOException, BrokenYaml {
        Location at = here();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Sequence(at, List.copyOf(items));
    }

    private Node scalar() throws IOException {
        Node.Kind kind = switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Node.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Node.Kind.BOOLEAN;
            case VALUE_NULL -> Node.Kind.NULL;
            default -> Node.Kind.TEXT;
        };
        return Node.Scalar.literal(here(), parser.getText(), kind);
    }

    private Location here() {
        return place(parser.currentTokenLocation());
    }

    private static Location place(@Nullable JsonLocation location) {
        return location == null
                ? Location.START
                : new Location(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** Takes what is wrong from the parser's message and leaves its quotation of the file: it may show a key. */
    private static BrokenYaml broken(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        Location at = place(e.getLocation());
        Matcher places = Pattern.compile("line (\\d+), column (\\d+)").matcher(message);
        while (places.find()) {
            at = new Location(Integer.parseInt(places.group(1)), Integer.parseInt(places.group(2)));
        }
        String problem = "not readable";
        for (String line : message.split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith(" ")) {
                problem = line.strip();
            }
        }
        if (problem.startsWith("Expected a field name")) {
            problem = "a key must be a single value";
        }
        return new BrokenYaml(at, problem, remedy(problem));
    }

    private static String remedy(String problem) {
        if (problem.contains("TAB")) {
            return "indent with spaces";
        }
        if (problem.startsWith("expected ',' or")) {
            return "close the bracket, separate by commas, and quote a value that holds ${...} inside {...} or [...]";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "check this line's indentation, and quote a value that holds a colon and a space";
        }
        if (problem.startsWith("found unexpected end of stream")) {
            return "close the quote or bracket that was opened before";
        }
        return "check this line's indentation, quotes and brackets, and those of the line above";
    }

    /** The text is not one YAML document. */
    static final class BrokenYaml extends Exception {
        final Location at;
        final String problem;
        final String remedy;

        BrokenYaml(Location at, String problem, String remedy) {
            super(problem);
            this.at = at;
            this.problem = problem;
            this.remedy = remedy;
        }
    }
}
