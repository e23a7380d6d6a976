package dev.breakwater.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at a place in the policy file. The grammar is a tree of shapes: the reader, the JSON schema and the
 * reference are all made from it.
 *
 * @param <T> what reading it gives
 */
sealed interface Shape<T> permits Shape.Leaf, Shape.ListOf, Shape.OneOrMany, Shape.MapOf, Shape.OrNull, Section {

    /** The value, or null when it is wrong and {@code problems} now says how. */
    @Nullable
    T read(Node node, KeyPath path, Problems problems);

    /** A single value. */
    record Leaf<T>(ValueType<T> type) implements Shape<T> {
        @Override
        public @Nullable T read(Node node, KeyPath path, Problems problems) {
            return type.read(node, path, problems);
        }
    }

    /** A list of at least one item. */
    record ListOf<T>(Shape<T> item) implements Shape<List<T>> {
        @Override
        public @Nullable List<T> read(Node node, KeyPath path, Problems problems) {
            if (!(node instanceof Node.Sequence sequence)) {
                return wrong(node, path, problems, "must be a list", "write it as [...], or one `- ` a line");
            }
            if (sequence.items().isEmpty()) {
                return wrong(node, path, problems, "is an empty list", "add an item, or remove the key");
            }
            List<T> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                T item = this.item.read(sequence.items().get(i), path.item(i), problems);
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        }
    }

    /** A list, or its only item. */
    record OneOrMany<T>(Leaf<T> item) implements Shape<List<T>> {
        @Override
        public @Nullable List<T> read(Node node, KeyPath path, Problems problems) {
            if (node instanceof Node.Sequence) {
                return new ListOf<>(item).read(node, path, problems);
            }
            T only = item.read(node, path, problems);
            return only == null ? null : List.of(only);
        }
    }

    /** Names that the user chooses, each with a value. */
    record MapOf<T>(Shape<T> value) implements Shape<Map<String, T>> {
        @Override
        public @Nullable Map<String, T> read(Node node, KeyPath path, Problems problems) {
            if (!(node instanceof Node.Mapping mapping)) {
                return wrong(node, path, problems, "must be a mapping", "write `name: value` lines below it");
            }
            Map<String, T> values = new LinkedHashMap<>();
            Map<String, Location> seen = new HashMap<>();
            for (Node.Entry entry : mapping.entries()) {
                KeyPath entryPath = path.key(entry.key());
                Section.reportDuplicate(seen.putIfAbsent(entry.key(), entry.keyAt()), entry, entryPath, problems);
                T read = value.read(entry.value(), entryPath, problems);
                if (read instanceof View view) {
                    @SuppressWarnings("unchecked") // T is View here
                    T placed = (T) view.startingAt(entry.keyAt());
                    values.put(entry.key(), placed);
                } else if (read != null) {
                    values.put(entry.key(), read);
                }
            }
            return values;
        }
    }

    /** A value, or an explicit null that means something. */
    record OrNull<T>(Leaf<T> value) implements Shape<Optional<T>> {
        @Override
        @SuppressWarnings("NullableOptional") // null says "reported", empty says "null stands here"
        public @Nullable Optional<T> read(Node node, KeyPath path, Problems problems) {
            if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL) {
                return Optional.empty();
            }
            T read = value.read(node, path, problems);
            return read == null ? null : Optional.of(read);
        }
    }

    /** Reports a value of the wrong kind; a broken substitution has been reported already. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // always null, whatever the type
    private static <T> @Nullable T wrong(Node node, KeyPath path, Problems problems, String must, String remedy) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BROKEN) {
            return null;
        }
        String is = must.startsWith("is ") ? must : must + ", is " + node.kindName();
        problems.add(node.at(), path, is, remedy);
        return null;
    }
}
