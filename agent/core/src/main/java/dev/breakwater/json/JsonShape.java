package dev.breakwater.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document that somebody wants to know about, each under a number of their own. Everything else is skipped.
 *
 * <p>A path is field names joined by dots. Arrays are transparent: {@code choices.index} is the index of every element of
 * {@code choices}, or of the one object there. Immutable and thread-safe; made once and kept.
 */
public final class JsonShape {
    private static final int NONE = -1;

    final Node root;

    private JsonShape(Node root) {
        this.root = root;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A place in the document: what its fields are called, and the number that it reports itself under. */
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private int field = NONE;

        @Nullable
        Node child(String name) {
            return children.get(name);
        }

        boolean reported() {
            return field != NONE;
        }

        int field() {
            return field;
        }
    }

    /** Collects the paths. */
    public static final class Builder {
        private final Node root = new Node();

        private Builder() {}

        /**
         * Reports the values and objects at these paths as {@code field}.
         *
         * @param field 0 or more; several paths may share one
         */
        public Builder field(int field, String... paths) {
            for (String path : paths) {
                Node node = root;
                for (String name : path.split("\\.", -1)) {
                    node = node.children.computeIfAbsent(name, unused -> new Node());
                }
                node.field = field;
            }
            return this;
        }

        public JsonShape build() {
            return new JsonShape(root);
        }
    }
}
