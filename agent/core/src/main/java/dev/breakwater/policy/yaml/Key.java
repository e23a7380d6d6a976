package dev.breakwater.policy.yaml;

/**
 * One key of the grammar. Two keys are the same only if they are the same object: {@code retry} of an upstream and
 * {@code retry} of an endpoint differ.
 *
 * @param <T> what reading its value gives
 */
final class Key<T> {
    /** Stands in {@link #whenAbsent} of a key that must be given. */
    private static final String REQUIRED = "required";

    private final String name;
    private final Shape<T> shape;
    private final String whenAbsent;
    private final String meaning;

    private Key(String name, Shape<T> shape, String whenAbsent, String meaning) {
        this.name = name;
        this.shape = shape;
        this.whenAbsent = whenAbsent;
        this.meaning = meaning;
    }

    static <T> Key<T> of(String name, Shape<T> shape, String whenAbsent, String meaning) {
        return new Key<>(name, shape, whenAbsent, meaning);
    }

    static <T> Key<T> of(String name, ValueType<T> type, String whenAbsent, String meaning) {
        return new Key<>(name, new Shape.Leaf<>(type), whenAbsent, meaning);
    }

    String name() {
        return name;
    }

    Shape<T> shape() {
        return shape;
    }

    /** What holds when the key is not given, in words; empty when its own keys say it. */
    String whenAbsent() {
        return whenAbsent;
    }

    boolean required() {
        return whenAbsent.equals(REQUIRED);
    }

    /** One sentence for the reference and for an editor. */
    String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return name;
    }
}
