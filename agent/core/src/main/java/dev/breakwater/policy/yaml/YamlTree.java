package dev.breakwater.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of one YAML document from SnakeYAML's events. Whatever reads more for us would lose the places of
 * keys and values, which every error needs, and have the agent's start load several times the classes.
 */
final class YamlTree {
    /** SnakeYAML's own limit, which its parser leaves to whoever builds a tree. No policy comes near it. */
    private static final int MOST_LEVELS = 50;

    private final ParserImpl parser;
    private final Map<String, Node> anchors = new HashMap<>();
    private Location reached = Location.START;
    private int level;

    private YamlTree(ParserImpl parser) {
        this.parser = parser;
    }

    /**
     * Reads the one document of {@code text}.
     *
     * @return null for an empty document
     * @throws BrokenYaml when it is not YAML, or more than one document
     */
    static @Nullable Node read(String text) throws BrokenYaml {
        return new YamlTree(new ParserImpl(new StreamReader(text), new LoaderOptions())).document();
    }

    private @Nullable Node document() throws BrokenYaml {
        Event first = content();
        if (first.is(Event.ID.StreamEnd)) {
            return null;
        }
        Node root = node(first);
        Event second = content();
        if (!second.is(Event.ID.StreamEnd)) {
            throw new BrokenYaml(start(second), "a second YAML document starts here", "keep one document a file");
        }
        return root;
    }

    /** The next document's first event, or the stream's end. */
    private Event content() throws BrokenYaml {
        Event event = next();
        while (event.is(Event.ID.StreamStart) || event.is(Event.ID.DocumentStart) || event.is(Event.ID.DocumentEnd)) {
            event = next();
        }
        return event;
    }

    private Node node(Event event) throws BrokenYaml {
        if (event.is(Event.ID.Alias)) {
            return alias((AliasEvent) event);
        }
        Node node;
        if (event.is(Event.ID.Scalar)) {
            ScalarEvent scalar = (ScalarEvent) event;
            node = Node.Scalar.literal(start(event), scalar.getValue(), ScalarKind.of(scalar));
        } else {
            node = collection(event);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node alias(AliasEvent alias) throws BrokenYaml {
        String name = alias.getAnchor();
        Node node = anchors.get(name);
        if (node == null) {
            throw new BrokenYaml(start(alias), "*" + name + " refers to nothing", "define &" + name + " above it");
        }
        return node;
    }

    private Node collection(Event start) throws BrokenYaml {
        if (++level > MOST_LEVELS) {
            throw new BrokenYaml(
                    start(start), "nested deeper than " + MOST_LEVELS + " levels", "no policy needs that many");
        }
        Node node = start.is(Event.ID.MappingStart) ? mapping(start(start)) : sequence(start(start));
        level--;
        return node;
    }

    private Node mapping(Location at) throws BrokenYaml {
        List<Node.Entry> entries = new ArrayList<>();
        for (Event key = next(); !key.is(Event.ID.MappingEnd); key = next()) {
            if (!key.is(Event.ID.Scalar)) {
                throw broken(place(key.getEndMark()), "a key must be a single value");
            }
            entries.add(new Node.Entry(((ScalarEvent) key).getValue(), start(key), node(next())));
        }
        return new Node.Mapping(at, List.copyOf(entries));
    }

    private Node sequence(Location at) throws BrokenYaml {
        List<Node> items = new ArrayList<>();
        for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
            items.add(node(item));
        }
        return new Node.Sequence(at, List.copyOf(items));
    }

    private Event next() throws BrokenYaml {
        try {
            Event event = parser.getEvent();
            reached = place(event.getEndMark());
            return event;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw broken(mark == null ? reached : place(mark), problem(e));
        } catch (YAMLException e) {
            throw broken(reached, String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            // It takes digits of any script for those of a block's indentation.
            throw broken(reached, "a number is not readable");
        }
    }

    private static Location start(Event event) {
        return place(event.getStartMark());
    }

    private static Location place(Mark mark) {
        return new Location(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** What is wrong, without the exception's quotation of the file: it may show a key. */
    private static String problem(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
        return problem == null ? "not readable" : problem.replace("\n", "\\n").strip();
    }

    private static BrokenYaml broken(Location at, String problem) {
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
