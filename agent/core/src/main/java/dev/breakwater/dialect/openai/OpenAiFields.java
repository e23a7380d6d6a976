package dev.breakwater.dialect.openai;

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

/** Chat completions, completions, responses and embeddings: chunks, events and whole documents. */
final class OpenAiFields implements AnswerFields {
    private final AnswerState state;
    private final UsageFields usage = new UsageFields();
    private final ErrorFields error = new ErrorFields();
    private final Choices choices = new Choices();
    private boolean content;
    private boolean delta;
    private boolean deltaText;
    private boolean failed;
    private boolean finished;

    OpenAiFields(AnswerState state) {
        this.state = state;
    }

    @Override
    public JsonShape shape() {
        return OpenAiShape.SHAPE;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case OpenAiShape.CONTENT -> content |= value.hasText();
            case OpenAiShape.VECTOR -> content = true;
            case OpenAiShape.INDEX -> choices.index(value);
            case OpenAiShape.FINISH_REASON -> finishReason(value);
            case OpenAiShape.TYPE -> type(value);
            case OpenAiShape.DELTA -> deltaText = value.hasText();
            case OpenAiShape.STATUS -> status(value);
            case OpenAiShape.OBJECT -> failed |= value.is("error");
            case OpenAiShape.MODEL -> state.model(value);
            case OpenAiShape.ID -> state.id(value);
            case OpenAiShape.INCOMPLETE_REASON -> state.finishReason(value);
            default -> {
                usage.accept(field, value);
                error.value(field, value);
            }
        }
    }

    @Override
    public void begin(int field) {
        if (field == OpenAiShape.CHOICE) {
            choices.begin();
        } else {
            error.begin(field);
        }
    }

    @Override
    public void end(int field) {
        if (field == OpenAiShape.CHOICE) {
            choices.end();
        }
    }

    @Override
    public boolean takeContent() {
        boolean taken = content || (delta && deltaText);
        content = false;
        delta = false;
        deltaText = false;
        return taken;
    }

    @Override
    public boolean takeMarker(FrameView frame, AnswerState answer) {
        failed |= frame.typeIs("error");
        boolean done = frame.dataIs("[DONE]");
        if (done) {
            answer.finished();
        }
        return done;
    }

    @Override
    public void conclude(AnswerState answer) {
        if (failed || error.present()) {
            answer.failed(Classification.ofEvent(error));
        } else if (finished || choices.allFinished()) {
            answer.finished();
        }
        error.clear();
    }

    @Override
    public @Nullable TokenUsage usage() {
        return usage.total();
    }

    private void finishReason(JsonValue value) {
        if (value.hasText()) {
            state.finishReason(value);
            choices.finish();
            failed |= value.is("error");
        }
    }

    /** Of the Responses API's events; their number grows, so only the ends of their names are known here. */
    private void type(JsonValue value) {
        delta = value.endsWith(".delta");
        content |= value.endsWith(".partial_image");
        finished |= value.is("response.completed") || value.is("response.incomplete");
        failed |= value.is("response.failed") || value.is("error");
    }

    private void status(JsonValue value) {
        failed |= value.is("failed");
        if (value.is("completed") || value.is("failed")) {
            state.finishReason(value);
        }
    }
}
