package dev.breakwater.policy.yaml;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of single value.
 *
 * @param expected completes "must be ..."
 * @param example completes "write it as ..."
 * @param kinds what YAML may have taken it for; substituted text always goes
 * @param secret whether the value must not appear in an error
 * @param schema the same in JSON Schema's words
 */
record ValueType<T>(
        String expected,
        String example,
        Set<Node.Kind> kinds,
        boolean secret,
        Map<String, Object> schema,
        Parser<T> parser) {
    private static final int SHOWN = 60;

    /** Turns text into a value. */
    interface Parser<T> {
        /**
         * @return null when it is not such a value
         * @throws IllegalArgumentException when there is more to say about why; its message follows the key's path
         */
        @Nullable
        T parse(Node.Scalar scalar);
    }

    @Nullable
    T read(Node node, KeyPath path, Problems problems) {
        if (!(node instanceof Node.Scalar scalar)) {
            problems.add(node.at(), path, "must be " + expected + ", is " + node.kindName(), remedy());
            return null;
        }
        return switch (scalar.kind()) {
            case BROKEN -> null;
            case NULL -> {
                problems.add(node.at(), path, "has no value", "give it " + expected + ", or remove the key");
                yield null;
            }
            case EXPANDED -> parse(scalar, path, problems);
            case TEXT, NUMBER, BOOLEAN ->
                kinds.contains(scalar.kind()) ? parse(scalar, path, problems) : mismatch(scalar, path, problems);
        };
    }

    private @Nullable T parse(Node.Scalar scalar, KeyPath path, Problems problems) {
        try {
            T value = parser.parse(scalar);
            return value == null ? mismatch(scalar, path, problems) : value;
        } catch (IllegalArgumentException e) {
            problems.add(scalar.at(), path, String.valueOf(e.getMessage()), remedy());
            return null;
        }
    }

    private @Nullable T mismatch(Node.Scalar scalar, KeyPath path, Problems problems) {
        String quoted = scalar.kind() == Node.Kind.TEXT && !kinds.contains(Node.Kind.TEXT) ? "the text " : "";
        String is = secret ? "" : ", is " + quoted + shown(scalar);
        problems.add(scalar.at(), path, "must be " + expected + is, remedy());
        return null;
    }

    private String remedy() {
        return "write it as " + example;
    }

    /** As it stands in the file: what was substituted may be a secret in the wrong place. */
    private static String shown(Node.Scalar scalar) {
        String raw = scalar.raw();
        return "`" + (raw.length() > SHOWN ? raw.substring(0, SHOWN) + "..." : raw) + "`";
    }
}
