package dev.breakwater.json;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a reader tells, in its order. */
public final class Recorder implements JsonSink {
    public final List<String> seen = new ArrayList<>();

    @Override
    public void value(int field, JsonValue value) {
        seen.add(field + "=" + value.text());
    }

    @Override
    public void begin(int field) {
        seen.add(field + "{");
    }

    @Override
    public void end(int field) {
        seen.add(field + "}");
    }
}
