package dev.breakwater.policy.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.Mark;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds the same tree from the tokens of Jackson's YAML parser, to be compared with. */
final class JacksonTree {
    /** It refuses these, and knows no anchors of single values: nothing to compare with. */
    private static final Pattern SILENT =
            Pattern.compile("Malformed Number|Invalid (base-\\d+ )?number|Illegal |Unexpected end of base64");

    private static final YAMLFactory JACKSON = new YAMLFactory();

    private final YAMLParser parser;
    private final Map<String, Node> anchors = new HashMap<>();

    private JacksonTree(YAMLParser parser) {
        this.parser = parser;
    }

    /** Jackson has no opinion of the document. */
    static final class NothingToCompare extends Exception {}

    /** The tree, or what is wrong and where. */
    static Object read(String text) throws NothingToCompare {
        try (YAMLParser parser = JACKSON.createParser(text)) {
            JacksonTree tree = new JacksonTree(parser);
            return parser.nextToken() == null ? "empty" : tree.document();
        } catch (JsonProcessingException e) {
            return problem(e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Object document() throws IOException, NothingToCompare {
        Node root = node();
        return parser.nextToken() == null ? root : at(here(), "a second YAML document starts here");
    }

    private Node node() throws IOException, NothingToCompare {
        if (parser.isCurrentAlias()) {
            Node node = anchors.get(parser.getText());
            if (node == null) {
                throw new NothingToCompare();
            }
            return node;
        }
        if (parser.currentToken() == null) {
            throw new NothingToCompare();
        }
        String anchor = parser.getObjectId();
        Node node = switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Node.Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Node.Kind.BOOLEAN);
            case VALUE_NULL -> scalar(Node.Kind.NULL);
            default -> scalar(Node.Kind.TEXT);
        };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node mapping() throws IOException, NothingToCompare {
        Location at = here();
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyAt = here();
            parser.nextToken();
            entries.add(new Node.Entry(key, keyAt, node()));
        }
        return new Node.Mapping(at, entries);
    }

    private Node sequence() throws IOException, NothingToCompare {
        Location at = here();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Sequence(at, items);
    }

    private Node scalar(Node.Kind kind) throws IOException {
        return Node.Scalar.literal(here(), parser.getText(), kind);
    }

    private Location here() {
        return place(parser.currentTokenLocation());
    }

    private static Location place(JsonLocation location) {
        return location == null
                ? Location.START
                : new Location(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String problem(JsonProcessingException e) throws NothingToCompare {
        if (e instanceof MarkedYAMLException marked) {
            Mark mark = marked.getProblemMark();
            String problem = marked.getProblem().replace("\n", "\\n").strip();
            return at(new Location(mark.getLine() + 1, mark.getColumn() + 1), problem);
        }
        String problem = e.getOriginalMessage();
        if (SILENT.matcher(problem).lookingAt()) {
            throw new NothingToCompare();
        }
        return at(
                place(e.getLocation()),
                problem.startsWith("Expected a field name") ? "a key must be a single value" : problem);
    }

    static String at(Location at, String problem) {
        return at.line() + ":" + at.column() + ": " + problem;
    }
}
