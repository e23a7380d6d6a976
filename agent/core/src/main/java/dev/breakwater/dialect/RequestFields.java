package dev.breakwater.dialect;

import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.Body;
import org.jspecify.annotations.Nullable;

/**
 * The few things that requests say at the top level of their body, in any provider's words. Read in one pass that skips the
 * prompt without looking into it.
 */
public final class RequestFields implements JsonSink {
    /** Of a body that could not be read, or says nothing. */
    private static final RequestFields NONE = new RequestFields();

    private static final int MODEL = 0;
    private static final int STREAM = 1;
    private static final int MAX_TOKENS = 2;
    private static final int INCLUDE_USAGE = 3;

    private static final JsonShape SHAPE = JsonShape.builder()
            .field(MODEL, "model")
            .field(STREAM, "stream")
            .field(MAX_TOKENS, "max_tokens", "max_completion_tokens", "max_output_tokens")
            .field(MAX_TOKENS, "generationConfig.maxOutputTokens", "generation_config.max_output_tokens")
            .field(MAX_TOKENS, "inferenceConfig.maxTokens", "options.num_predict", "max_tokens_to_sample")
            .field(INCLUDE_USAGE, "stream_options.include_usage")
            .build();

    private @Nullable String model;
    private int modelStart = -1;
    private int modelEnd = -1;
    private @Nullable Boolean stream;
    private int maxOutputTokens = -1;
    private boolean includesStreamUsage;

    private RequestFields() {}

    /** Reads the body if it is there and JSON from its start to its end. */
    public static RequestFields read(Body body) {
        byte[] bytes = body.bytes();
        if (bytes == null || bytes.length == 0) {
            return NONE;
        }
        RequestFields fields = new RequestFields();
        return JsonReader.read(bytes, 0, bytes.length, SHAPE, fields) ? fields : NONE;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case MODEL -> {
                if (value.isText()) {
                    model = value.text();
                    modelStart = value.start();
                    modelEnd = value.end();
                }
            }
            case STREAM -> stream = value.isTrue();
            case MAX_TOKENS -> maxOutputTokens = (int) Math.min(value.number(-1), Integer.MAX_VALUE);
            case INCLUDE_USAGE -> includesStreamUsage = value.isTrue();
            default -> {
                // No other field is in the shape.
            }
        }
    }

    /** Whether a model is named. */
    public boolean hasModel() {
        return model != null;
    }

    /** Whether a stream is asked for. */
    public boolean stream(boolean otherwise) {
        return stream == null ? otherwise : stream;
    }

    /**
     * The facts of this body.
     *
     * @param pathModel the model that the path names, which counts before the body's; null when it names none
     */
    public RequestFacts facts(Operation operation, boolean streamed, @Nullable String pathModel) {
        return new RequestFacts(
                operation,
                pathModel == null ? model : pathModel,
                streamed,
                modelStart,
                modelEnd,
                Math.max(maxOutputTokens, -1),
                includesStreamUsage);
    }
}
