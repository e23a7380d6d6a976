package dev.breakwater.policy.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping whose keys the grammar knows. */
final class Section implements Shape<View> {
    private final List<Key<?>> keys;

    Section(List<Key<?>> keys) {
        this.keys = List.copyOf(keys);
    }

    List<Key<?>> keys() {
        return keys;
    }

    @Nullable
    Key<?> key(String name) {
        for (Key<?> key : keys) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    /** A section with nothing below it ({@code retry:}) reads as one without keys: its lines may all be commented out. */
    @Override
    public @Nullable View read(Node node, KeyPath path, Problems problems) {
        KeyPath here = path.in(this);
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL) {
            reportMissing(View.empty(node.at(), here), problems);
            return View.empty(node.at(), here);
        }
        if (!(node instanceof Node.Mapping mapping)) {
            if (!(node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BROKEN)) {
                problems.add(node.at(), path, "must be a mapping, is " + node.kindName(), "write its keys below it");
            }
            return null;
        }
        Map<Key<?>, View.Given> given = new HashMap<>();
        Map<String, Location> seen = new HashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            boolean again = reportDuplicate(
                    seen.putIfAbsent(entry.key(), entry.keyAt()), entry, here.key(entry.key()), problems);
            if (!again) {
                readEntry(entry, here, given, problems);
            }
        }
        View view = new View(mapping.at(), here, given);
        reportMissing(view, problems);
        return view;
    }

    private void reportMissing(View view, Problems problems) {
        for (Key<?> key : keys) {
            if (key.required() && !view.has(key)) {
                problems.add(view.at(), view.path(), "`" + key.name() + "` is missing", "add it");
            }
        }
    }

    private void readEntry(Node.Entry entry, KeyPath here, Map<Key<?>, View.Given> given, Problems problems) {
        KeyPath path = here.key(entry.key());
        Key<?> key = key(entry.key());
        if (key == null) {
            problems.add(entry.keyAt(), path, "unknown key", UnknownKey.remedy(entry.key(), here));
            return;
        }
        NotYetAvailable.report(key, entry, path, problems);
        Object value = key.shape().read(entry.value(), path, problems);
        Object placed = value instanceof View view ? view.startingAt(entry.keyAt()) : value;
        given.put(key, new View.Given(entry.keyAt(), entry.value().at(), placed));
    }

    /** Whether {@code first} says that the entry's key stood there before. */
    static boolean reportDuplicate(@Nullable Location first, Node.Entry entry, KeyPath path, Problems problems) {
        if (first == null) {
            return false;
        }
        problems.add(entry.keyAt(), path, "given twice, first in line " + first.line(), "keep one of the two");
        return true;
    }
}
