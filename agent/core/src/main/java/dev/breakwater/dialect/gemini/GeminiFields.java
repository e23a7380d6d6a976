package dev.breakwater.dialect.gemini;

import dev.breakwater.dialect.AnswerFields;
import dev.breakwater.dialect.AnswerState;
import dev.breakwater.dialect.Classification;
import dev.breakwater.dialect.ErrorFields;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A response, whole or in chunks, each of which is a response again. The chunk with a reason to finish is the last one. */
final class GeminiFields implements AnswerFields {
    private static final int CONTENT = 0;
    private static final int FINISH_REASON = 1;
    private static final int MODEL = 2;
    private static final int ID = 3;

    private static final JsonShape SHAPE = ErrorFields.describe(JsonShape.builder(), "error")
            .field(CONTENT, "candidates.content.parts.text", "candidates.content.parts.functionCall.name")
            .field(CONTENT, "candidates.content.parts.inlineData.data", "candidates.content.parts.fileData.fileUri")
            .field(CONTENT, "candidates.content.parts.executableCode.code")
            .field(CONTENT, "candidates.content.parts.codeExecutionResult.outcome")
            // A prompt that is blocked has no candidates and never will.
            .field(FINISH_REASON, "candidates.finishReason", "promptFeedback.blockReason")
            .field(MODEL, "modelVersion", "model")
            .field(ID, "responseId")
            .field(UsageFields.INPUT, "usageMetadata.promptTokenCount", "usage.prompt_tokens")
            .field(UsageFields.MORE_INPUT, "usageMetadata.toolUsePromptTokenCount")
            .field(UsageFields.OUTPUT, "usageMetadata.candidatesTokenCount")
            .field(UsageFields.CACHE_READ, "usageMetadata.cachedContentTokenCount")
            .field(UsageFields.REASONING, "usageMetadata.thoughtsTokenCount")
            .build();

    private final AnswerState state;
    private final UsageFields usage = new UsageFields();
    private final ErrorFields error = new ErrorFields();
    private boolean content;
    private boolean finished;

    GeminiFields(AnswerState state) {
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
            case FINISH_REASON -> {
                finished |= value.hasText() && !value.is("FINISH_REASON_UNSPECIFIED");
                state.finishReason(value);
            }
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
        } else if (finished) {
            answer.finished();
        }
        error.clear();
    }

    @Override
    public @Nullable TokenUsage usage() {
        return usage.withReasoningApart();
    }
}
