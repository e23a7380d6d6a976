package dev.breakwater.dialect.anthropic;

import dev.breakwater.dialect.AnswerFields;
import dev.breakwater.dialect.AnswerState;
import dev.breakwater.dialect.Classification;
import dev.breakwater.dialect.ErrorFields;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.FrameView;
import org.jspecify.annotations.Nullable;

/**
 * A message, whole or in events. {@code message_stop} ends a stream: the reason to stop comes an event before it, and is enough
 * where the transport ends cleanly behind it.
 */
final class AnthropicFields implements AnswerFields {
    private static final int CONTENT = 0;
    private static final int TYPE = 1;
    private static final int MODEL = 2;
    private static final int ID = 3;
    private static final int STOP_REASON = 4;

    private static final JsonShape SHAPE = build();

    private final AnswerState state;
    private final UsageFields usage = new UsageFields();
    private final ErrorFields error = new ErrorFields();
    private boolean content;
    private boolean stopped;
    private boolean reasonGiven;
    private boolean failed;

    AnthropicFields(AnswerState state) {
        this.state = state;
    }

    @Override
    public JsonShape shape() {
        return SHAPE;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case CONTENT -> content |= value.hasText();
            case TYPE -> {
                stopped |= value.is("message_stop");
                failed |= value.is("error");
            }
            case MODEL -> state.model(value);
            case ID -> state.id(value);
            case STOP_REASON -> {
                reasonGiven |= value.hasText();
                state.finishReason(value);
            }
            default -> {
                usage.accept(field, value);
                error.value(field, value);
            }
        }
    }

    @Override
    public void begin(int field) {
        error.begin(field);
    }

    @Override
    public boolean takeContent() {
        boolean taken = content;
        content = false;
        return taken;
    }

    @Override
    public boolean takeMarker(FrameView frame, AnswerState answer) {
        failed |= frame.typeIs("error");
        return false;
    }

    @Override
    public void conclude(AnswerState answer) {
        if (failed || error.present()) {
            answer.failed(Classification.ofEvent(error));
        } else if (stopped) {
            answer.finished();
        }
        error.clear();
    }

    @Override
    public void ended(AnswerState answer) {
        if (reasonGiven) {
            answer.finished();
        }
    }

    @Override
    public @Nullable TokenUsage usage() {
        return usage.withCacheApart();
    }

    private static JsonShape build() {
        JsonShape.Builder shape = JsonShape.builder()
                .field(TYPE, "type")
                .field(MODEL, "model", "message.model")
                .field(ID, "id", "message.id")
                .field(STOP_REASON, "stop_reason", "delta.stop_reason")
                .field(CONTENT, "delta.text", "delta.thinking", "delta.partial_json", "completion")
                .field(CONTENT, "content_block.text", "content_block.name", "content_block.data")
                .field(CONTENT, "content.text", "content.name", "content.thinking", "content.data");
        ErrorFields.describe(shape, "error");
        usage(shape, "usage.");
        usage(shape, "message.usage.");
        return shape.build();
    }

    private static void usage(JsonShape.Builder shape, String at) {
        shape.field(UsageFields.INPUT, at + "input_tokens")
                .field(UsageFields.OUTPUT, at + "output_tokens")
                .field(UsageFields.CACHE_READ, at + "cache_read_input_tokens")
                .field(UsageFields.CACHE_WRITE, at + "cache_creation_input_tokens")
                .field(UsageFields.REASONING, at + "output_tokens_details.thinking_tokens");
    }
}
