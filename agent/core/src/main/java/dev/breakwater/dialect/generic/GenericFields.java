package dev.breakwater.dialect.generic;

import dev.breakwater.dialect.AnswerFields;
import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.AnswerState;
import dev.breakwater.dialect.Classification;
import dev.breakwater.dialect.ErrorFields;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.FrameView;
import org.jspecify.annotations.Nullable;

/** What most formats have in common: an error is called so, usage and model have well-known names. */
final class GenericFields implements AnswerFields {
    private static final int TYPE = 0;
    private static final int MODEL = 1;
    private static final int ID = 2;
    private static final int REASON = 3;

    private static final JsonShape SHAPE = UsageFields.describeOpenAi(
                    ErrorFields.describe(JsonShape.builder(), "error"), "usage")
            .field(TYPE, "type")
            .field(MODEL, "model", "modelVersion")
            .field(ID, "id", "responseId")
            .field(REASON, "choices.finish_reason", "stop_reason", "done_reason", "finish_reason", "finishReason")
            .field(UsageFields.INPUT, "usageMetadata.promptTokenCount", "usage.inputTokens", "prompt_eval_count")
            .field(UsageFields.OUTPUT, "usageMetadata.candidatesTokenCount", "usage.outputTokens", "eval_count")
            .build();

    private final AnswerState state;
    private final UsageFields usage = new UsageFields();
    private final ErrorFields error = new ErrorFields();
    private boolean keepAlive;
    private boolean failed;

    GenericFields(AnswerState state) {
        this.state = state;
    }

    @Override
    public JsonShape shape() {
        return SHAPE;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case TYPE -> {
                keepAlive = value.is("ping") || value.is("heartbeat");
                failed |= value.is("error");
            }
            case MODEL -> state.model(value);
            case ID -> state.id(value);
            case REASON -> state.finishReason(value);
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
        // Whether it is content is clear only when all of it has been seen.
        return false;
    }

    @Override
    public boolean takeMarker(FrameView frame, AnswerState answer) {
        if (frame.typeIs("error")) {
            error.add(frame.data(), frame.start(), frame.end());
            answer.failed(Classification.ofEvent(error));
            return true;
        }
        if (frame.start() == frame.end() || frame.typeIs("ping")) {
            return true;
        }
        if (frame.dataIs("[DONE]")) {
            answer.finished();
            return true;
        }
        boolean json = frame.data()[frame.start()] == '{' || frame.data()[frame.start()] == '[';
        if (!json) {
            answer.content();
        }
        return !json;
    }

    @Override
    public void conclude(AnswerState answer) {
        if (failed || error.present()) {
            answer.failed(Classification.ofEvent(error));
        } else if (!keepAlive) {
            answer.content();
        }
        keepAlive = false;
        error.clear();
    }

    @Override
    public void ended(AnswerState answer) {
        if (answer.progress() == AnswerReader.Progress.CONTENT) {
            answer.finished();
        }
    }

    @Override
    public @Nullable TokenUsage usage() {
        return usage.total();
    }
}
