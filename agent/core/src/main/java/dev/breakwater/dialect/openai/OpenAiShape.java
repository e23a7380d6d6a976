package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.ErrorFields;
import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonShape;

/** Where things stand in OpenAI's answers and in those of hosts that speak like it. */
final class OpenAiShape {
    static final int CONTENT = 0;
    static final int CHOICE = 1;
    static final int INDEX = 2;
    static final int FINISH_REASON = 3;
    static final int TYPE = 4;
    static final int DELTA = 5;
    static final int STATUS = 6;
    static final int OBJECT = 7;
    static final int MODEL = 8;
    static final int ID = 9;
    static final int INCOMPLETE_REASON = 10;
    static final int VECTOR = 11;

    static final JsonShape SHAPE = build();

    private OpenAiShape() {}

    private static JsonShape build() {
        JsonShape.Builder shape = JsonShape.builder()
                .field(MODEL, "model", "response.model")
                .field(ID, "id", "response.id")
                .field(OBJECT, "object")
                .field(CHOICE, "choices")
                .field(INDEX, "choices.index")
                .field(FINISH_REASON, "choices.finish_reason")
                .field(TYPE, "type")
                .field(DELTA, "delta")
                .field(STATUS, "status", "response.status")
                .field(INCOMPLETE_REASON, "incomplete_details.reason", "response.incomplete_details.reason")
                .field(VECTOR, "data.index")
                .field(CONTENT, "choices.text", "output.arguments", "output.content.text", "output.content.refusal")
                .field(CONTENT, "output.summary.text");
        content(shape, "choices.delta.");
        content(shape, "choices.message.");
        ErrorFields.describe(shape, "error");
        ErrorFields.describe(shape, "response.error");
        ErrorFields.describe(shape, "choices.error");
        shape.field(ErrorFields.NAME, "code").field(ErrorFields.MESSAGE, "message");
        UsageFields.describeOpenAi(shape, "usage");
        UsageFields.describeOpenAi(shape, "response.usage");
        return UsageFields.describeOpenAi(shape, "x_groq.usage").build();
    }

    private static void content(JsonShape.Builder shape, String at) {
        shape.field(CONTENT, at + "content", at + "refusal", at + "reasoning_content", at + "reasoning")
                // Mistral writes text and thinking as lists of parts.
                .field(CONTENT, at + "content.text", at + "content.thinking.text")
                .field(CONTENT, at + "tool_calls.id", at + "tool_calls.function.name")
                .field(CONTENT, at + "tool_calls.function.arguments", at + "function_call.name")
                .field(CONTENT, at + "function_call.arguments", at + "audio.data", at + "audio.transcript");
    }
}
