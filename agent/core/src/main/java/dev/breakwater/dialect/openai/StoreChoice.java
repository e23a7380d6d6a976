package dev.breakwater.dialect.openai;

import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.Request;

/** Whether a request to the Responses API has its answer kept by the provider; it does unless it says otherwise. */
final class StoreChoice implements JsonSink {
    private static final JsonShape SHAPE = JsonShape.builder().field(0, "store").build();

    private boolean stored = true;

    private StoreChoice() {}

    static boolean of(Request request) {
        StoreChoice choice = new StoreChoice();
        byte[] bytes = request.body().bytes();
        if (bytes != null) {
            JsonReader.read(bytes, 0, bytes.length, SHAPE, choice);
        }
        return choice.stored;
    }

    @Override
    public void value(int field, JsonValue value) {
        stored = !value.is("false");
    }
}
