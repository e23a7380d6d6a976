package dev.breakwater.dialect.anthropic;

import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonValue;

/** Whether a request may end with an assistant's message that the model goes on from. */
final class PrefixTerms implements JsonSink {
    private static final int THINKING = 0;
    private static final int FORMAT = 1;

    private static final JsonShape SHAPE = JsonShape.builder()
            .field(THINKING, "thinking.type")
            .field(FORMAT, "output_format", "output_config.format")
            .build();

    private boolean refused;

    private PrefixTerms() {}

    /** Extended thinking and structured output exclude a prefix. */
    static boolean allow(byte[] request) {
        PrefixTerms terms = new PrefixTerms();
        return JsonReader.read(request, 0, request.length, SHAPE, terms) && !terms.refused;
    }

    @Override
    public void value(int field, JsonValue value) {
        refused |= field == THINKING && !value.is("disabled");
    }

    @Override
    public void begin(int field) {
        refused |= field == FORMAT;
    }
}
