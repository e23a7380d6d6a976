package dev.breakwater.dialect.bedrock;

import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonShape;

/** Where things stand in the answers of converse, which has one format, and of invoke, which passes on each vendor's own. */
final class BedrockShape {
    static final int CONTENT = 0;
    static final int STOP = 1;
    static final int REASON = 2;
    static final int TYPE = 3;
    static final int METRICS = 4;
    static final int BYTES = 5;
    static final int MODEL = 6;
    static final int ID = 7;

    private static final String METRICS_NAME = "amazon-bedrock-invocationMetrics";

    static final JsonShape SHAPE = build();

    private BedrockShape() {}

    private static JsonShape build() {
        JsonShape.Builder shape = JsonShape.builder();
        converse(shape);
        anthropic(shape);
        others(shape);
        return shape.field(BYTES, "bytes")
                .field(METRICS, METRICS_NAME)
                .field(UsageFields.INPUT, METRICS_NAME + ".inputTokenCount")
                .field(UsageFields.OUTPUT, METRICS_NAME + ".outputTokenCount")
                .field(UsageFields.CACHE_READ, METRICS_NAME + ".cacheReadInputTokenCount")
                .field(UsageFields.CACHE_WRITE, METRICS_NAME + ".cacheWriteInputTokenCount")
                .build();
    }

    private static void converse(JsonShape.Builder shape) {
        shape.field(CONTENT, "delta.text", "delta.toolUse.input", "delta.reasoningContent.text")
                .field(CONTENT, "start.toolUse.name", "output.message.content.text")
                .field(CONTENT, "output.message.content.toolUse.name")
                .field(CONTENT, "output.message.content.reasoningContent.reasoningText.text")
                .field(STOP, "stopReason")
                .field(UsageFields.INPUT, "usage.inputTokens")
                .field(UsageFields.OUTPUT, "usage.outputTokens")
                .field(UsageFields.CACHE_READ, "usage.cacheReadInputTokens", "usage.cacheReadInputTokenCount")
                .field(UsageFields.CACHE_WRITE, "usage.cacheWriteInputTokens", "usage.cacheWriteInputTokenCount");
    }

    private static void anthropic(JsonShape.Builder shape) {
        shape.field(TYPE, "type")
                .field(MODEL, "model", "message.model")
                .field(ID, "id", "message.id")
                .field(REASON, "stop_reason", "delta.stop_reason")
                .field(CONTENT, "delta.thinking", "delta.partial_json", "content_block.name")
                .field(CONTENT, "content.text", "content.name", "content.thinking")
                .field(UsageFields.INPUT, "usage.input_tokens", "message.usage.input_tokens")
                .field(UsageFields.OUTPUT, "usage.output_tokens", "message.usage.output_tokens")
                .field(UsageFields.CACHE_READ, "usage.cache_read_input_tokens")
                .field(UsageFields.CACHE_READ, "message.usage.cache_read_input_tokens")
                .field(UsageFields.CACHE_WRITE, "usage.cache_creation_input_tokens")
                .field(UsageFields.CACHE_WRITE, "message.usage.cache_creation_input_tokens");
    }

    /** Nova, Titan, Llama, Mistral, Cohere and those with OpenAI's format. */
    private static void others(JsonShape.Builder shape) {
        shape.field(CONTENT, "contentBlockDelta.delta.text", "contentBlockDelta.delta.toolUse.input")
                .field(CONTENT, "contentBlockStart.start.toolUse.name")
                .field(CONTENT, "outputText", "results.outputText", "generation", "outputs.text", "generations.text")
                .field(CONTENT, "text", "choices.message.content", "choices.delta.content", "choices.delta.reasoning")
                .field(REASON, "messageStop.stopReason", "completionReason", "results.completionReason")
                .field(REASON, "outputs.stop_reason", "choices.stop_reason", "choices.finish_reason")
                .field(UsageFields.INPUT, "metadata.usage.inputTokens", "inputTextTokenCount", "prompt_token_count")
                .field(UsageFields.INPUT, "usage.prompt_tokens")
                .field(UsageFields.OUTPUT, "metadata.usage.outputTokens", "results.tokenCount")
                .field(UsageFields.OUTPUT, "generation_token_count", "usage.completion_tokens");
    }
}
