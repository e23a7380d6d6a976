package dev.breakwater.dialect.ollama;

import dev.breakwater.dialect.AnswerFields;
import dev.breakwater.dialect.AnswerState;
import dev.breakwater.dialect.Classification;
import dev.breakwater.dialect.ErrorFields;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A line of a stream, or a whole answer, which look the same. A whole answer may also be in OpenAI's format, since one server
 * speaks both and says "application/json" to both.
 */
final class OllamaFields implements AnswerFields {
    private static final int CONTENT = 0;
    private static final int DONE = 1;
    private static final int DONE_REASON = 2;
    private static final int MODEL = 3;
    private static final int ID = 4;

    private static final JsonShape SHAPE = UsageFields.describeOpenAi(
                    ErrorFields.describe(JsonShape.builder(), "error"), "usage")
            .field(CONTENT, "message.content", "message.thinking", "message.tool_calls.function.name")
            .field(CONTENT, "response", "thinking")
            .field(CONTENT, "choices.message.content", "choices.message.reasoning", "choices.text")
            .field(CONTENT, "choices.message.tool_calls.function.name")
            .field(DONE, "done")
            .field(DONE_REASON, "done_reason", "choices.finish_reason")
            .field(MODEL, "model")
            .field(ID, "id")
            .field(UsageFields.INPUT, "prompt_eval_count")
            .field(UsageFields.OUTPUT, "eval_count")
            .build();

    private final AnswerState state;
    private final UsageFields usage = new UsageFields();
    private final ErrorFields error = new ErrorFields();
    private boolean content;
    private boolean done;

    OllamaFields(AnswerState state) {
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
            case DONE -> done |= value.isTrue();
            case DONE_REASON -> state.finishReason(value);
            case MODEL -> state.model(value);
            case ID -> state.id(value);
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
    public void conclude(AnswerState answer) {
        if (error.present()) {
            answer.failed(Classification.ofEvent(error));
        } else if (done) {
            answer.finished();
        }
        error.clear();
    }

    @Override
    public @Nullable TokenUsage usage() {
        return usage.total();
    }
}
