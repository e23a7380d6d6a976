package dev.breakwater.json;

/** Is told about the fields of a {@link JsonShape} in the order of the document. */
public interface JsonSink {

    /**
     * A string, number, boolean or null at a field, or as an element of an array there.
     *
     * @param value valid during this call only
     */
    void value(int field, JsonValue value);

    /** An object begins at a field, or as an element of an array there. */
    default void begin(int field) {}

    /** That object is over. */
    default void end(int field) {}
}
