package dev.breakwater.policy.yaml;

import java.util.List;

/** A YAML document as a tree that remembers where everything stood. */
sealed interface Node {

    Location at();

    /** How a person would call it in an error. */
    String kindName();

    /** Key to value, in the file's order, duplicates kept: the reader reports them. */
    record Mapping(Location at, List<Entry> entries) implements Node {
        @Override
        public String kindName() {
            return "a mapping";
        }
    }

    /** One line of a mapping. */
    record Entry(String key, Location keyAt, Node value) {}

    /** A list. */
    record Sequence(Location at, List<Node> items) implements Node {
        @Override
        public String kindName() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param raw as it stands in the file
     * @param text with its substitutions made
     * @param sources where substituted text came from ({@code env:NAME}, {@code file:/path}); empty for a literal
     */
    record Scalar(Location at, String raw, String text, Kind kind, List<String> sources) implements Node {
        static Scalar literal(Location at, String text, Kind kind) {
            return new Scalar(at, text, text, kind, List.of());
        }

        @Override
        public String kindName() {
            return kind == Kind.NULL ? "empty" : "a single value";
        }
    }

    /** What YAML took a value for. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL,
        /** Holds substituted text, which takes the type that its key asks for. */
        EXPANDED,
        /** A substitution failed and has been reported; whatever reads it keeps quiet. */
        BROKEN
    }
}
